package dev.tributary.media;

import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The media that are to be fetched, and what became of them. All times are the database's. */
@ApplicationScoped
class MediaRows {

    private final Jdbi jdbi;
    private final Event<MediaChanged> changed;

    MediaRows(Jdbi jdbi, Event<MediaChanged> changed) {
        this.jdbi = jdbi;
        this.changed = changed;
    }

    /**
     * One to be fetched.
     *
     * @param attempts this one included
     * @param renew the address it came with is dead
     */
    record Wanted(
            MediaId id,
            StoreId store,
            AccountId account,
            UUID message,
            String conversationExternalId,
            @Nullable String messageExternalId,
            int ordinal,
            String kind,
            @Nullable String remoteId,
            @Nullable String remoteUrl,
            int attempts,
            boolean renew) {}

    /** Somebody else takes one that is not heard of again within {@code lease}. */
    List<Wanted> take(int most, Duration lease) {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH due AS (
                            SELECT id FROM media WHERE state = 'PENDING' AND due_at <= now()
                            ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED
                        )
                        UPDATE media x SET due_at = now() + :lease * interval '1 ms', attempts = x.attempts + 1
                        FROM due, message m, conversation c
                        WHERE x.id = due.id AND m.id = x.message_id AND c.id = m.conversation_id
                        RETURNING x.id, x.store_id, x.account_id, x.message_id, c.external_id, m.remote_id, x.ordinal,
                            x.kind, x.remote_id AS media_id, x.remote_url, x.attempts, x.renew
                        """)
                .bind("most", most)
                .bind("lease", lease.toMillis())
                .map((row, context) -> new Wanted(
                        new MediaId(row.getObject("id", UUID.class)),
                        new StoreId(row.getObject("store_id", UUID.class)),
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getObject("message_id", UUID.class),
                        row.getString("external_id"),
                        row.getString("remote_id"),
                        row.getInt("ordinal"),
                        row.getString("kind"),
                        row.getString("media_id"),
                        row.getString("remote_url"),
                        row.getInt("attempts"),
                        row.getBoolean("renew")))
                .list());
    }

    @Transactional
    void ready(Wanted wanted, KeptFile file) {
        settle(
                wanted,
                db -> db.createUpdate("""
                        UPDATE media SET state = 'READY', reason = NULL, due_at = NULL, renew = false, sha256 = :sha256,
                            content_type = :type, size = :size, width = :width, height = :height, animated = :animated,
                            thumb_sha256 = :thumb, thumb_type = :thumbType, thumb_size = :thumbSize
                        WHERE id = :id AND state = 'PENDING'
                        """)
                        .bindMap(file.columns())
                        .bind("id", wanted.id().value())
                        .execute());
    }

    /** It is tried again by itself. An attempt that was not made does not count. */
    @Transactional
    void later(Wanted wanted, Duration wait, boolean counted, @Nullable MediaReason reason) {
        settle(
                wanted,
                db -> db.createUpdate("""
                        UPDATE media SET due_at = now() + :wait * interval '1 ms', reason = :reason,
                            attempts = CASE WHEN :counted THEN attempts ELSE greatest(0, attempts - 1) END
                        WHERE id = :id AND state = 'PENDING'
                        """)
                        .bind("wait", wait.toMillis())
                        .bind("reason", reason)
                        .bind("counted", counted)
                        .bind("id", wanted.id().value())
                        .execute());
    }

    /** It is over, unless somebody asks again. */
    @Transactional
    void over(Wanted wanted, MediaState state, MediaReason reason) {
        settle(
                wanted,
                db -> db.createUpdate("""
                        UPDATE media SET state = :state, reason = :reason, due_at = NULL, renew = false
                        WHERE id = :id AND state = 'PENDING'
                        """)
                        .bind("state", state)
                        .bind("reason", reason)
                        .bind("id", wanted.id().value())
                        .execute());
    }

    private void settle(Wanted wanted, HandleCallback<Integer, RuntimeException> update) {
        if (jdbi.withHandle(update) > 0) {
            changed.fire(new MediaChanged(wanted.store(), wanted.message()));
        }
    }

    /** Somebody asks for it again. What is on its way or here stays so. */
    @Transactional
    void again(MediaId id) {
        jdbi.useHandle(db -> db.createQuery("""
                        UPDATE media SET state = 'PENDING', reason = NULL, due_at = now(), attempts = 0, renew = true
                        WHERE id = :id AND state IN ('FAILED', 'EXPIRED') AND uploaded_by IS NULL
                        RETURNING store_id, message_id
                        """)
                .bind("id", id.value())
                .map((row, context) -> changedMessage(row))
                .forEach(it -> it.ifPresent(changed::fire)));
    }

    /** The place for media does not have what the database says it has. */
    @Transactional
    void lost(MediaId id) {
        jdbi.useHandle(db -> db.createQuery("""
                        UPDATE media SET state = 'EXPIRED', reason = :reason WHERE id = :id AND state = 'READY'
                        RETURNING store_id, message_id
                        """)
                .bind("reason", MediaReason.LOST)
                .bind("id", id.value())
                .map((row, context) -> changedMessage(row))
                .forEach(it -> it.ifPresent(changed::fire)));
    }

    /** None for an attachment that is in no message yet. */
    private static Optional<MediaChanged> changedMessage(ResultSet row) throws SQLException {
        var store = row.getObject("store_id", UUID.class);
        return Optional.ofNullable(row.getObject("message_id", UUID.class))
                .map(it -> new MediaChanged(new StoreId(store), it));
    }
}
