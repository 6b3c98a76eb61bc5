package dev.tributary.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way, or what became of it.
 *
 * @param lane deliveries of one lane are attempted one after another
 * @param signedAt the {@code t} of the first attempt, kept for simulators that do not sign retries anew
 */
public record Delivery(
        long id,
        String eventType,
        String event,
        @Nullable String openId,
        String lane,
        byte[] body,
        Instant createdAt,
        Instant due,
        @Nullable Instant signedAt,
        int attempts,
        State state,
        int lastStatus,
        @Nullable String lastError) {

    public enum State {
        PENDING,
        DELIVERED,
        /** 72 hours of retries are over. */
        GIVEN_UP,
        /** Lost on purpose, by {@link WebhookBehaviour#dropPercent}. */
        DROPPED,
        /** Nobody subscribed to the event type when the event happened. */
        NOT_SUBSCRIBED,
        /** The account's grant lacks the scope, or is gone. */
        NOT_GRANTED
    }

    Delivery inState(State newState) {
        return new Delivery(
                id,
                eventType,
                event,
                openId,
                lane,
                body,
                createdAt,
                due,
                signedAt,
                attempts,
                newState,
                lastStatus,
                lastError);
    }

    Delivery dueAt(Instant newDue) {
        return new Delivery(
                id,
                eventType,
                event,
                openId,
                lane,
                body,
                createdAt,
                newDue,
                signedAt,
                attempts,
                state,
                lastStatus,
                lastError);
    }

    Delivery attempted(Instant firstSigned, int status, @Nullable String error) {
        return new Delivery(
                id,
                eventType,
                event,
                openId,
                lane,
                body,
                createdAt,
                due,
                firstSigned,
                attempts + 1,
                state,
                status,
                error);
    }
}
