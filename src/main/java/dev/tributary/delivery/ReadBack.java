package dev.tributary.delivery;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SentMessage;
import dev.tributary.conversation.OutgoingReplies;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountTokens;
import dev.tributary.store.Accounts;
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
    private static final Duration UNANSWERED = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final AccountTokens tokens;
    private final Connectors connectors;
    private final CallGovernor governor;
    private final OutgoingReplies replies;
    private final Outcomes outcomes;
    private final DeliveryRows rows;
    private final DeliveryConfig config;
    private final DeliveryMetrics metrics;

    ReadBack(
            Accounts accounts,
            AccountTokens tokens,
            Connectors connectors,
            CallGovernor governor,
            OutgoingReplies replies,
            Outcomes outcomes,
            DeliveryRows rows,
            DeliveryConfig config,
            DeliveryMetrics metrics) {
        this.accounts = accounts;
        this.tokens = tokens;
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
        try {
            var credentials = tokens.usable(claim.account());
            var call = ApiCall.readingFrom(claim.surface());
            var grant = governor.take(reserved, account.get().ref(), call);
            var allowed = grant.permit();
            if (allowed == null) {
                rows.postpone(claim, grant.askAgainIn());
                return grant.askAgainIn();
            }
            try (var permit = allowed) {
                if (!permit.leave()) {
                    return lookAgain(claim, "no more calls at the moment");
                }
                return looked(
                        claim,
                        connector
                                .get()
                                .recentlySent(
                                        account.get().ref(),
                                        credentials,
                                        reply.get().message()));
            } catch (ConnectorException e) {
                if (e.kind() == ConnectorException.Kind.UNAUTHORIZED) {
                    tokens.rejected(claim.account(), credentials);
                } else if (e.kind() == ConnectorException.Kind.QUOTA_USED_UP) {
                    governor.quotaUsedUp(account.get().platform());
                } else if (e.kind() == ConnectorException.Kind.THROTTLED) {
                    governor.throttled(account.get().ref(), call, null);
                }
                return lookAgain(claim, String.valueOf(e.getMessage()));
            }
        } catch (AccountDisconnectedException e) {
            return lookAgain(claim, String.valueOf(e.getMessage()));
        }
    }

    private Duration looked(Claim claim, List<SentMessage> said) {
        var found = outcomes.looked(claim, said).isPresent();
        metrics.count(found ? "FOUND" : "NOT_FOUND", claim.surface());
        LOG.infof(
                "Uncertain reply looked for: message=%s account=%s found=%s", claim.message(), claim.account(), found);
        return found ? Duration.ZERO : outcomes.nextLook(claim).orElse(Duration.ZERO);
    }

    /** A look without an answer tells nothing, so it does not count. */
    private Duration lookAgain(Claim claim, String because) {
        LOG.infof(
                "Uncertain reply not looked for: message=%s account=%s because=%s",
                claim.message(), claim.account(), because);
        if (claim.age().compareTo(config.giveUpAfter()) >= 0) {
            outcomes.looked(claim, List.of());
            return Duration.ZERO;
        }
        rows.postpone(claim, UNANSWERED);
        return UNANSWERED;
    }
}
