package dev.tributary.conversation;

import dev.tributary.connector.InboundEvent;
import dev.tributary.store.BoundAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a platform, at the account it belongs to.
 *
 * @param receivedAt when we heard of it; stands in for the time of the event where the platform gave none
 */
public record Arrival(InboundEvent event, BoundAccount account, Instant receivedAt) {

    Arrival signedBy(@Nullable String commentAuthor) {
        return new Arrival(event, account.signingAs(commentAuthor), receivedAt);
    }

    Instant at() {
        var at = event.at();
        return at == null ? receivedAt : at;
    }
}
