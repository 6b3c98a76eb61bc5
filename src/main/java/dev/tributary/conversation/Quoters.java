package dev.tributary.conversation;

import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Messages that show a part of another, which may come, or get its name, after them: they are told anew then. */
@ApplicationScoped
class Quoters {

    private final Jdbi jdbi;
    private final ChangeLog changes;

    Quoters(Jdbi jdbi, ChangeLog changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    /** What was quoted: by which account's thread, and the platform's id of it. */
    record Quoted(UUID account, String remoteId) {}

    void tellOf(Collection<Quoted> quoted) {
        if (quoted.isEmpty()) {
            return;
        }
        jdbi.withHandle(db -> db.createQuery("""
                                SELECT m.id, m.store_id FROM unnest(:accounts, :remoteIds) AS q (account, remote_id)
                                JOIN message m ON m.account_id = q.account AND m.quoted_remote_id = q.remote_id
                                """)
                        .bind(
                                "accounts",
                                SqlArray.of(
                                        UUID.class,
                                        quoted.stream().map(Quoted::account).toList()))
                        .bind(
                                "remoteIds",
                                SqlArray.of(
                                        String.class,
                                        quoted.stream().map(Quoted::remoteId).toList()))
                        .map((row, context) ->
                                Map.entry(row.getObject("store_id", UUID.class), row.getObject("id", UUID.class)))
                        .list())
                .forEach(it -> changes.record(it.getKey(), ChangeTypes.MESSAGE, it.getValue()));
    }
}
