package dev.tributary.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads the change log. */
@ApplicationScoped
class ChangeRows {

    private final Jdbi jdbi;

    ChangeRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param agent the only one to be told; null for everybody */
    record Change(
            long seq, String type, UUID subject, @Nullable UUID agent, Instant at) {}

    /** The next ones, in order and without gaps, as far as they are kept. */
    List<Change> after(UUID store, long seq, int limit) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT seq, type, subject_id, agent_id, at FROM change
                        WHERE store_id = :store AND seq > :seq ORDER BY seq LIMIT :limit
                        """)
                .bind("store", store)
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> new Change(
                        row.getLong("seq"),
                        row.getString("type"),
                        row.getObject("subject_id", UUID.class),
                        row.getObject("agent_id", UUID.class),
                        row.getTimestamp("at").toInstant()))
                .list());
    }

    /** The last number of a stream; 0 before anything happened. */
    long head(UUID store) {
        return heads(List.of(store)).getOrDefault(store, 0L);
    }

    Map<UUID, Long> heads(Collection<UUID> stores) {
        var heads = new HashMap<UUID, Long>();
        jdbi.useHandle(db -> db.createQuery(
                        "SELECT store_id, last_seq FROM change_stream WHERE store_id = ANY(:stores)")
                .bindArray("stores", UUID.class, stores)
                .map((row, context) -> heads.put(row.getObject(1, UUID.class), row.getLong(2)))
                .list());
        return heads;
    }

    /** @return how many were forgotten, at most {@code limit} */
    int forgetBefore(Instant time, int limit) {
        return jdbi.withHandle(db ->
                db.createUpdate("""
                        DELETE FROM change WHERE (store_id, seq) IN (
                            SELECT store_id, seq FROM change WHERE at < :time ORDER BY at LIMIT :limit)
                        """).bind("time", time).bind("limit", limit).execute());
    }
}
