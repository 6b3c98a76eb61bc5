package dev.tributary.conversation;

import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** In which language customers write. Somebody else can tell; here it is kept what they were asked and what they said. */
@ApplicationScoped
public class CustomerLanguages {

    private final Jdbi jdbi;
    private final ChangeLog changes;

    CustomerLanguages(Jdbi jdbi, ChangeLog changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    /**
     * What a customer wrote last.
     *
     * @param until when they wrote last
     * @param texts their own words, the newest first
     */
    public record Words(ConversationId conversation, Instant until, List<String> texts) {

        public Words {
            texts = List.copyOf(texts);
        }
    }

    /** @param language ISO 639; null: the words were not enough, and what was known before stays */
    public record Told(
            ConversationId conversation,
            Instant until,
            @Nullable String language) {}

    /** Conversations that wait for somebody and in which the customer has written since their language was looked for. */
    public List<Words> unheard(StoreId store, int most) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT c.id, c.last_inbound_at, ARRAY(
                            SELECT left(m.text, 500) FROM message m
                            WHERE m.conversation_id = c.id AND m.direction = 'INBOUND' AND m.type = 'TEXT'
                                AND m.text IS NOT NULL
                                AND (m.author_identity_id = c.contact_identity_id) IS NOT FALSE
                            ORDER BY m.sent_at DESC, m.id DESC LIMIT 10) AS texts
                        FROM conversation c
                        WHERE c.store_id = :store AND c.status = 'OPEN' AND c.assignee_id IS NULL
                            AND c.last_inbound_at > coalesce(c.language_seen_at, '-infinity')
                        ORDER BY c.waiting_since, c.id LIMIT :most
                        """)
                .bind("store", store.value())
                .bind("most", most)
                .map((row, context) -> new Words(
                        new ConversationId(row.getObject("id", UUID.class)),
                        row.getTimestamp("last_inbound_at").toInstant(),
                        List.of((String[]) row.getArray("texts").getArray())))
                .list());
    }

    /**
     * Keeps what was found out. A conversation that somebody is changing right now is left for the next time.
     *
     * @return of how many it is kept
     */
    @Transactional
    public int learn(StoreId store, List<Told> told) {
        if (told.isEmpty()) {
            return 0;
        }
        var kept = jdbi.withHandle(db -> db.createQuery("""
                        WITH told AS MATERIALIZED (
                            SELECT c.id, t.until, coalesce(t.language, c.language) AS language,
                                t.language IS NOT NULL AND t.language IS DISTINCT FROM c.language AS news
                            FROM conversation c
                            JOIN unnest(:ids, :untils, :languages) AS t (id, until, language) ON t.id = c.id
                            WHERE c.store_id = :store
                            ORDER BY c.id FOR NO KEY UPDATE OF c SKIP LOCKED
                        )
                        UPDATE conversation c SET language = told.language, language_seen_at = told.until
                        FROM told WHERE c.id = told.id
                        RETURNING c.id, told.news
                        """)
                .bind(
                        "ids",
                        SqlArray.of(
                                UUID.class,
                                told.stream()
                                        .map(it -> it.conversation().value())
                                        .toList()))
                .bind(
                        "untils",
                        SqlArray.of(
                                Instant.class, told.stream().map(Told::until).toList()))
                .bind(
                        "languages",
                        SqlArray.of(
                                String.class, told.stream().map(Told::language).collect(Collectors.toList())))
                .bind("store", store.value())
                .map((row, context) -> new Kept(row.getObject("id", UUID.class), row.getBoolean("news")))
                .list());
        kept.stream()
                .filter(Kept::news)
                .forEach(it -> changes.record(store.value(), ChangeTypes.CONVERSATION, it.id()));
        return kept.size();
    }

    private record Kept(UUID id, boolean news) {}
}
