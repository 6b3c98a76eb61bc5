package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A conversation as it stands while its row is locked. */
record ConversationState(
        UUID id,
        UUID store,
        UUID account,
        Surface surface,
        String externalId,
        ConversationStatus status,
        @Nullable UUID assignee,
        Instant lastActivityAt,
        Answers answers,
        int inboundCount) {

    /** Needs a transaction, which then holds the row. */
    static Optional<ConversationState> lock(Handle db, UUID id) {
        return db.createQuery("""
                        SELECT id, store_id, account_id, surface, external_id, status, assignee_id, last_inbound_at,
                            last_activity_at, window_used, silent_used, customer_replied, inbound_count
                        FROM conversation WHERE id = :id FOR NO KEY UPDATE
                        """)
                .bind("id", id)
                .map((row, context) -> new ConversationState(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        Surface.valueOf(row.getString("surface")),
                        row.getString("external_id"),
                        ConversationStatus.valueOf(row.getString("status")),
                        row.getObject("assignee_id", UUID.class),
                        row.getTimestamp("last_activity_at").toInstant(),
                        Answers.of(row),
                        row.getInt("inbound_count")))
                .findOne();
    }

    /** The same, where it has to be there. */
    static ConversationState require(Handle db, ConversationId id) {
        return lock(db, id.value()).orElseThrow(ConversationId::unknown);
    }

    boolean open() {
        return status == ConversationStatus.OPEN;
    }

    /** When something that is said now is said: never before what was said last, whatever the platform's clock. */
    Instant after(Instant now) {
        return now.isAfter(lastActivityAt) ? now : lastActivityAt.plusMillis(1);
    }
}
