package dev.tributary.media;

import dev.tributary.platform.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** Notes which media messages have. They are fetched afterwards, by whoever has time. */
@ApplicationScoped
public class MediaArrivals {

    private final Jdbi jdbi;
    private final Event<MediaWanted> wanted;

    MediaArrivals(Jdbi jdbi, Event<MediaWanted> wanted) {
        this.jdbi = jdbi;
        this.wanted = wanted;
    }

    /**
     * A picture or video of a message.
     *
     * @param ordinal its place within the message
     * @param kind a kind of {@code InboundEvent.Type}
     */
    public record Arrived(
            UUID store,
            UUID account,
            UUID message,
            int ordinal,
            String kind,
            @Nullable String remoteId,
            @Nullable String remoteUrl) {}

    /** Repeats change nothing; a later report of the same message may name the place anew. */
    @Transactional(TxType.MANDATORY)
    public void add(List<Arrived> arrived) {
        if (arrived.isEmpty()) {
            return;
        }
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO media AS x (id, store_id, account_id, message_id, ordinal, kind, remote_id, remote_url,
                            state, due_at, created_at)
                        SELECT gen_random_uuid(), n.s, n.a, n.m, n.o, n.k, n.i, n.u, 'PENDING', now(), now()
                        FROM unnest(:stores, :accounts, :messages, :ordinals, :kinds, :remoteIds, :urls)
                            AS n (s, a, m, o, k, i, u)
                        ORDER BY n.m, n.o
                        ON CONFLICT ON CONSTRAINT media_one_place DO UPDATE SET kind = excluded.kind,
                            remote_id = excluded.remote_id, remote_url = excluded.remote_url, attempts = 0,
                            state = CASE WHEN x.state = 'READY' THEN x.state ELSE 'PENDING' END,
                            due_at = CASE WHEN x.state <> 'READY' THEN now() END
                        WHERE (x.kind, x.remote_id, x.remote_url)
                            IS DISTINCT FROM (excluded.kind, excluded.remote_id, excluded.remote_url)
                        """)
                .bind("stores", column(arrived, UUID.class, Arrived::store))
                .bind("accounts", column(arrived, UUID.class, Arrived::account))
                .bind("messages", column(arrived, UUID.class, Arrived::message))
                .bind("ordinals", column(arrived, Integer.class, Arrived::ordinal))
                .bind("kinds", column(arrived, String.class, Arrived::kind))
                .bind("remoteIds", column(arrived, String.class, Arrived::remoteId))
                .bind("urls", column(arrived, String.class, Arrived::remoteUrl))
                .execute());
        wanted.fire(new MediaWanted());
    }

    private static <T> Argument column(List<Arrived> rows, Class<T> type, Function<Arrived, @Nullable T> value) {
        return SqlArray.of(type, rows.stream().map(value).collect(Collectors.toList()));
    }
}
