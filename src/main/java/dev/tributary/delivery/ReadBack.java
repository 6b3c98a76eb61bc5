package dev.tributary.delivery;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.SentMessage;
import dev.tributary.conversation.OutgoingReplies;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.governor.AccountCalls;
import dev.tributary.store.governor.CallGovernor;
import dev.tributary.store.governor.CallPermit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks in the platform whether an uncertain reply arrived. It sends nothing: that nobody does but a person. */
@ApplicationScoped
class ReadBack {

    private static final Logger LOG = Logger.getLogger(ReadBack.class);
    static final Duration UNANSWERED = Duration.ofMinutes(1);
    static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final AccountCalls calls;
    private final Connectors connectors;
    private final CallGovernor governor;
    private final OutgoingReplies replies;
    private final Outcomes outcomes;
    private final DeliveryRows rows;
    private final DeliveryConfig config;
    private final DeliveryMetrics metrics;

    ReadBack(
            Accounts accounts,
            AccountCalls calls,
            Connectors connectors,
            CallGovernor governor,
            OutgoingReplies replies,
            Outcomes outcomes,
            DeliveryRows rows,
            DeliveryConfig config,
            DeliveryMetrics metrics) {
        this.accounts = accounts;
        this.calls = calls;
        this.connectors = connectors;
        this.governor = governor;
        this.replies = replies;
        this.outcomes = outcomes;
        this.rows = rows;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * @param reserved for a call to any account; used or not, the caller closes it
     * @return how soon there may be more to do for the reply
     */
    Duration look(Claim claim, CallPermit reserved) {
        var account = accounts.find(claim.account());
        var connector = account.flatMap(it -> connectors.of(it.platform()));
        var reply = replies.find(claim.message());
        if (account.isEmpty() || connector.isEmpty() || reply.isEmpty()) {
            return lookAgain(claim, "the account is not bound, or its platform not configured");
        }
        var grant = governor.take(reserved, account.get().ref(), ApiCall.readingFrom(claim.surface()));
        var permit = grant.permit();
        if (permit == null) {
            return notNow(claim, grant.askAgainIn());
        }
        try {
            return look(claim, reply.get().message(), account.get(), connector.get(), permit)
                    ? Duration.ZERO
                    : outcomes.nextLook(claim).orElse(Duration.ZERO);
        } catch (ConnectorException | AccountDisconnectedException e) {
            return lookAgain(claim, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Looks with a permit for this, which it closes. What it finds is written down; what kept it from looking the caller
     * has to see to.
     *
     * @return whether the reply is there
     */
    boolean look(Claim claim, OutboundMessage message, BoundAccount account, Connector connector, CallPermit permit)
            throws ConnectorException, AccountDisconnectedException {
        var call = ApiCall.readingFrom(claim.surface());
        List<SentMessage> said;
        try (permit) {
            said = calls.with(
                    account, call, permit, credentials -> connector.recentlySent(account.ref(), credentials, message));
        }
        var found = outcomes.looked(claim, said).isPresent();
        metrics.count(found ? "FOUND" : "NOT_FOUND", claim.surface());
        LOG.infof(
                "Uncertain reply looked for: message=%s account=%s found=%s", claim.message(), claim.account(), found);
        return found;
    }

    private Duration notNow(Claim claim, Duration wait) {
        if (wait.compareTo(A_MOMENT) > 0) {
            outcomes.unasked(claim, wait);
        } else {
            rows.postpone(claim, wait);
        }
        return wait;
    }

    /** A look without an answer tells nothing, so it does not count. */
    private Duration lookAgain(Claim claim, String because) {
        LOG.infof(
                "Uncertain reply not looked for: message=%s account=%s because=%s",
                claim.message(), claim.account(), because);
        if (claim.age().compareTo(config.giveUpAfter()) >= 0) {
            outcomes.giveUp(claim);
            return Duration.ZERO;
        }
        outcomes.unasked(claim, UNANSWERED);
        return UNANSWERED;
    }
}
