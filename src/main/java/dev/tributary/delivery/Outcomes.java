package dev.tributary.delivery;

import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.SentMessage;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.conversation.OutgoingReplies;
import dev.tributary.conversation.OutgoingReplies.Outgoing;
import dev.tributary.platform.database.RetriedOnConflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what is about to be done for a reply, and what became of it: each in a transaction of its own, around the
 * call and never during it. Methods say how soon there may be more to do for it.
 */
@ApplicationScoped
@RetriedOnConflict
class Outcomes {

    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    /** Of shorter waits nobody is told. */
    private static final Duration SHOWN = Duration.ofSeconds(3);

    private static final String SERVER_STOPPED = "The server stopped while it was sending this. It may have arrived.";

    private final OutgoingReplies replies;
    private final DeliveryRows rows;
    private final DeliveryConfig config;
    private final Backoff backoff;
    private final Clock clock;

    Outcomes(OutgoingReplies replies, DeliveryRows rows, DeliveryConfig config, Clock clock) {
        this.replies = replies;
        this.rows = rows;
        this.config = config;
        this.clock = clock;
        this.backoff = new Backoff(
                config.firstRetry(),
                config.longestRetry(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    record Begun(Claim claim, OutboundMessage message) {}

    /** From when this is committed the reply may have been sent. Empty: it is not ours to send. */
    @Transactional
    Optional<Begun> begin(Claim claim) {
        var reply = replies.lock(claim.message());
        if (!reply.waiting()) {
            return Optional.empty();
        }
        var refused = replies.refusedByNow(reply);
        if (refused.isPresent()) {
            if (rows.holds(claim)) {
                replies.failed(reply, refused.get().code(), refused.get().reason());
                rows.remove(reply.id());
            }
            return Optional.empty();
        }
        var begun = rows.begin(claim).map(it -> new Begun(it, reply.message()));
        begun.ifPresent(it -> replies.sending(reply));
        return begun;
    }

    /** It could not be tried, and is after {@code wait}. */
    @Transactional
    void postpone(Claim claim, Duration wait) {
        rows.postpone(claim, wait);
        if (wait.compareTo(SHOWN) > 0) {
            replies.tell(List.of(claim.message()));
        }
    }

    /** It is not tried at all before the next day. */
    @Transactional
    Duration hold(Claim claim, SendOutcome because) {
        var reply = replies.lock(claim.message());
        return reply.waiting() && rows.holds(claim) ? tomorrow(claim, reply, because) : Duration.ZERO;
    }

    @Transactional
    Duration settle(Claim claim, SendOutcome outcome) {
        var reply = replies.lock(claim.message(), outcome.messageId());
        if (outcome.kind() == SendOutcome.Kind.ACCEPTED) {
            // True whoever has the claim now: the platform has it, and nobody must send it again.
            return sent(reply, outcome.messageId(), null);
        }
        if (!rows.holds(claim)) {
            return Duration.ZERO; // an echo was faster, or we were taken for dead
        }
        return switch (outcome.kind()) {
            case ACCEPTED -> Duration.ZERO; // above
            case DEFERRED, THROTTLED -> later(claim, reply, outcome);
            case QUOTA_USED_UP -> tomorrow(claim, reply, outcome);
            case REFUSED, UNAUTHORIZED -> failed(reply, outcome);
            case UNKNOWN -> uncertain(reply, outcome.code(), outcome.reason());
        };
    }

    /** Looks for an uncertain reply among what the account has said, and decides when to look again. */
    @Transactional
    Optional<SentMessage> looked(Claim claim, List<SentMessage> said) {
        var reply = replies.lock(claim.message());
        var found = reply.remoteId() == null ? replies.foundAmong(reply, said) : Optional.<SentMessage>empty();
        found.ifPresentOrElse(it -> sent(reply, it.externalId(), it.at()), () -> notFound(claim, reply));
        return found;
    }

    private void notFound(Claim claim, Outgoing reply) {
        if (!rows.holds(claim)) {
            return; // an echo was faster, or we were taken for dead
        }
        nextLook(claim).ifPresentOrElse(wait -> rows.postpone(claim, wait), () -> rows.remove(claim.message()));
        if (reply.message().privately()) {
            replies.tell(List.of(reply.id())); // nobody could look
        } else {
            replies.notFound(reply);
        }
    }

    /** It could not be looked for, and will be after {@code wait}. */
    @Transactional
    void unasked(Claim claim, Duration wait) {
        if (rows.unasked(claim, wait)) {
            replies.tell(List.of(claim.message()));
        }
    }

    /** It could not be looked for, and is not any more: a person decides. */
    @Transactional
    void giveUp(Claim claim) {
        var reply = replies.lock(claim.message());
        if (rows.holds(claim)) {
            rows.remove(reply.id());
            replies.tell(List.of(reply.id()));
        }
    }

    /**
     * The right to look for an uncertain reply at once.
     *
     * @param extra it would not have been looked for otherwise
     */
    record LookNow(Claim claim, boolean extra) {}

    /** Empty: somebody is looking, or it is not uncertain any more. */
    @Transactional
    Optional<LookNow> lookNow(MessageId message) {
        if (replies.lock(message).status() != MessageStatus.UNCERTAIN) {
            return Optional.empty();
        }
        var extra = rows.addLook(message, Duration.ZERO);
        return rows.claim(message).map(it -> new LookNow(it, extra));
    }

    /** Has it looked for once more in a moment, by whoever has time. */
    @Transactional
    void lookSoon(MessageId message, Duration wait) {
        if (replies.lock(message).status() == MessageStatus.UNCERTAIN) {
            rows.addLook(message, wait);
            replies.tell(List.of(message));
        }
    }

    /** When the one after this look is due. */
    Optional<Duration> nextLook(Claim claim) {
        var uncertainFor = claim.uncertainFor() == null ? Duration.ZERO : claim.uncertainFor();
        return config.readBackAfter().stream()
                .filter(it -> it.compareTo(uncertainFor) > 0)
                .findFirst()
                .map(it -> it.minus(uncertainFor));
    }

    /** A claim ended without a word: whoever had it is gone, perhaps in the middle of the call. */
    @Transactional
    MessageStatus abandoned(MessageId message) {
        var reply = replies.lock(message);
        if (rows.release(message)) {
            switch (reply.status()) {
                case SENDING -> uncertain(reply, null, SERVER_STOPPED);
                case SENT, DELIVERED, READ, FAILED -> rows.remove(message);
                case SCHEDULED, QUEUED, RETRYING, UNCERTAIN -> {} // nothing was sent since; it is taken again
            }
        }
        return reply.status();
    }

    /** Says of what waits when it will probably leave. */
    @Transactional
    void expect(double perSecond, boolean comments) {
        var told = rows.expect(perSecond, comments, A_MOMENT);
        if (!told.isEmpty()) {
            replies.tell(told);
        }
    }

    private Duration sent(Outgoing reply, @Nullable String remoteId, @Nullable Instant at) {
        replies.sent(reply, remoteId, at).ifPresent(displaced -> rows.addUncertain(displaced, firstLook()));
        rows.remove(reply.id());
        return Duration.ZERO;
    }

    private Duration later(Claim claim, Outgoing reply, SendOutcome outcome) {
        if (claim.age().compareTo(config.giveUpAfter()) >= 0) {
            return failed(reply, outcome);
        }
        var wait = backoff.after(claim.attempts(), outcome.retryAfter());
        replies.retrying(reply, outcome.code(), outcome.reason());
        rows.postpone(claim, wait);
        return wait;
    }

    /** However long it has waited: what was not sent today is sent tomorrow, or refused then. */
    private Duration tomorrow(Claim claim, Outgoing reply, SendOutcome outcome) {
        var midnight = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        // Not all at once, and not while the platform's clock says that it is still today.
        var wait = backoff.after(1, Duration.between(clock.instant(), midnight).plus(config.firstRetry()));
        replies.retrying(reply, outcome.code(), outcome.reason());
        rows.postpone(claim, wait);
        return wait;
    }

    private Duration failed(Outgoing reply, SendOutcome outcome) {
        replies.failed(reply, outcome.code(), outcome.reason());
        rows.remove(reply.id());
        return Duration.ZERO;
    }

    private Duration uncertain(Outgoing reply, @Nullable String code, @Nullable String reason) {
        replies.uncertain(reply, code, reason);
        rows.uncertain(reply.id(), firstLook());
        return firstLook();
    }

    private Duration firstLook() {
        return config.readBackAfter().stream().findFirst().orElse(Duration.ZERO);
    }
}
