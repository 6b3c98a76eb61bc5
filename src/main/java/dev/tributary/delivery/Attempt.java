package dev.tributary.delivery;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.SendOutcome;
import dev.tributary.conversation.OwnComments;
import dev.tributary.media.OutgoingPictures.Waiting;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountService;
import dev.tributary.store.AccountTokens;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.governor.CallGovernor;
import dev.tributary.store.governor.CallGrant;
import dev.tributary.store.governor.CallPermit;
import dev.tributary.store.governor.CallPriority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One attempt to send one reply, from the claim to the outcome. */
@ApplicationScoped
class Attempt {

    private static final Logger LOG = Logger.getLogger(Attempt.class);
    private static final Duration UNTIL_CONFIGURED = Duration.ofSeconds(30);
    private static final SendOutcome UNBOUND = SendOutcome.refused(
            "account-unbound", "The account is not bound any more. Ask an admin to connect it again.");
    private static final SendOutcome DISCONNECTED =
            SendOutcome.refused("account-disconnected", "The account needs to be connected again. Ask an admin.");
    private static final SendOutcome QUOTA_USED_UP = SendOutcome.quotaUsedUp(
            "quota-used-up-today", "TikTok takes no more calls today. It goes out at 00:00 UTC by itself.");
    private static final SendOutcome TOO_LATE =
            SendOutcome.deferred(null, "own-limit", "TikTok takes no more calls at the moment.");
    private static final SendOutcome NOT_CONFIGURED =
            SendOutcome.refused("platform-not-configured", "This server is not set up for the platform. Ask an admin.");

    private final Accounts accounts;
    private final AccountTokens tokens;
    private final AccountService accountService;
    private final Connectors connectors;
    private final CallGovernor governor;
    private final PictureHandover handover;
    private final OwnComments ownComments;
    private final Outcomes outcomes;
    private final DeliveryConfig config;
    private final DeliveryMetrics metrics;

    Attempt(
            Accounts accounts,
            AccountTokens tokens,
            AccountService accountService,
            Connectors connectors,
            CallGovernor governor,
            PictureHandover handover,
            OwnComments ownComments,
            Outcomes outcomes,
            DeliveryConfig config,
            DeliveryMetrics metrics) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.accountService = accountService;
        this.connectors = connectors;
        this.governor = governor;
        this.handover = handover;
        this.ownComments = ownComments;
        this.outcomes = outcomes;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * @param reserved for a call to any account; used or not, the caller closes it
     * @return how soon there may be more to do for the reply
     */
    Duration make(Claim claim, CallPermit reserved) {
        var account = accounts.find(claim.account());
        if (account.isEmpty()) {
            return settle(claim, UNBOUND);
        }
        var connector = connectors.of(account.get().platform());
        if (connector.isEmpty()) {
            return claim.age().compareTo(config.giveUpAfter()) >= 0
                    ? settle(claim, NOT_CONFIGURED)
                    : postpone(claim, UNTIL_CONFIGURED);
        }
        try {
            var credentials = tokens.usable(claim.account());
            var picture = handover.needed(claim);
            if (picture.isPresent()) {
                return handOver(claim, picture.get(), account.get(), connector.get());
            }
            var grant = governor.take(reserved, account.get().ref(), ApiCall.sendingTo(claim.surface()));
            var permit = grant.permit();
            return permit == null
                    ? notNow(claim, grant)
                    : make(claim, account.get(), connector.get(), credentials, permit);
        } catch (AccountDisconnectedException e) {
            LOG.debugf("%s", e.getMessage());
            return settle(claim, DISCONNECTED);
        }
    }

    /** Its reply comes next, with a permit that has not waited for this. */
    private Duration handOver(Claim claim, Waiting picture, BoundAccount account, Connector connector)
            throws AccountDisconnectedException {
        var grant = governor.take(account.ref(), ApiCall.HAND_OVER, CallPriority.REPLY);
        var allowed = grant.permit();
        if (allowed == null) {
            return notNow(claim, grant);
        }
        Optional<SendOutcome> failed;
        try (var permit = allowed) {
            failed = handover.handOver(picture, connector, account, permit);
        }
        if (failed.isEmpty()) {
            return postpone(claim, Duration.ZERO);
        }
        return settle(claim, failed.get());
    }

    private Duration notNow(Claim claim, CallGrant grant) {
        return grant.notToday() ? outcomes.hold(claim, QUOTA_USED_UP) : postpone(claim, grant.askAgainIn());
    }

    private Duration make(
            Claim claim, BoundAccount account, Connector connector, Credentials credentials, CallPermit permit) {
        Claim begun;
        SendOutcome outcome;
        try (permit) {
            var reply = outcomes.begin(claim);
            if (reply.isEmpty()) {
                return Duration.ZERO;
            }
            begun = reply.get().claim();
            outcome = permit.leave()
                    ? send(connector, account, credentials, reply.get().message())
                    : TOO_LATE;
        }
        Duration next;
        try {
            heed(account, ApiCall.sendingTo(claim.surface()), outcome);
        } finally {
            next = settle(begun, outcome);
        }
        learnAuthor(account, outcome);
        return next;
    }

    private void heed(BoundAccount account, ApiCall call, SendOutcome outcome) {
        if (outcome.kind() == SendOutcome.Kind.QUOTA_USED_UP) {
            governor.quotaUsedUp(account.platform());
        } else if (outcome.kind() == SendOutcome.Kind.THROTTLED || outcome.retryAfter() != null) {
            governor.throttled(account.ref(), call, outcome.retryAfter());
        }
    }

    private SendOutcome send(
            Connector connector, BoundAccount account, Credentials credentials, OutboundMessage message) {
        var first = metrics.timed(message.heardOn(), () -> connector.send(account.ref(), credentials, message));
        if (first.kind() != SendOutcome.Kind.UNAUTHORIZED) {
            return first;
        }
        var renewed = tokens.rejected(account.id(), credentials);
        if (renewed.isEmpty()) {
            return connected(account)
                    ? SendOutcome.deferred(null, first.code(), "The account's access could not be renewed just now.")
                    : DISCONNECTED;
        }
        if (!governor.oneMore(account.ref(), ApiCall.sendingTo(message.heardOn()))) {
            return TOO_LATE;
        }
        var second = metrics.timed(message.heardOn(), () -> connector.send(account.ref(), renewed.get(), message));
        if (second.kind() != SendOutcome.Kind.UNAUTHORIZED) {
            return second;
        }
        accountService.disconnected(account.id(), reason(second));
        return DISCONNECTED;
    }

    private boolean connected(BoundAccount account) {
        try {
            tokens.usable(account.id());
            return true;
        } catch (AccountDisconnectedException e) {
            LOG.debugf("%s", e.getMessage());
            return false;
        }
    }

    private static String reason(SendOutcome outcome) {
        return outcome.reason() == null ? "TikTok does not accept the account's access any more." : outcome.reason();
    }

    private Duration settle(Claim claim, SendOutcome outcome) {
        var next = outcomes.settle(claim, outcome);
        metrics.count(outcome.kind().name(), claim.surface());
        LOG.infof(
                "Reply attempted: message=%s account=%s attempt=%d outcome=%s code=%s",
                claim.message(), claim.account(), claim.attempts(), outcome.kind(), outcome.code());
        return next;
    }

    private Duration postpone(Claim claim, Duration wait) {
        outcomes.postpone(claim, wait);
        return wait;
    }

    private void learnAuthor(BoundAccount account, SendOutcome outcome) {
        var author = outcome.authorExternalId();
        if (author != null && !author.equals(account.commentAuthorId())) {
            ownComments.learned(account, author);
        }
    }
}
