package dev.tributary.conversation;

import dev.tributary.identity.AgentId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** How much there is to do, counted no further than matters to a person. */
@ApplicationScoped
public class ConversationCounts {

    /** "99+" says as much as "8,312", and costs as much for every store. */
    private static final int CAP = 99;

    private static final Duration EXPIRING = Duration.ofHours(2);

    private final Jdbi jdbi;
    private final MessagingRules rules;
    private final Clock clock;

    ConversationCounts(Jdbi jdbi, MessagingRules rules, Clock clock) {
        this.jdbi = jdbi;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param capped there are more than {@code value} */
    public record Count(int value, boolean capped) {

        static Count of(int counted) {
            return new Count(Math.min(counted, CAP), counted > CAP);
        }
    }

    /** What is open on one account. */
    public record AccountCount(UUID accountId, Count open, boolean unread) {}

    /** What is open: mine, what I joined, nobody's, everybody's; closing soon; and what could not be sent. */
    public record CountsView(
            Count mine,
            Count participating,
            Count unassigned,
            Count all,
            Count expiring,
            Count sendTrouble,
            List<AccountCount> accounts) {}

    public CountsView of(AgentId me, Set<StoreId> stores) {
        var ids = stores.stream().map(StoreId::value).toList();
        var windowBegan = clock.instant().minus(rules.window());
        return jdbi.withHandle(db -> {
            var accounts = db.createQuery("""
                            SELECT a.id,
                                (SELECT count(*) FROM (SELECT 1 FROM conversation c
                                    WHERE c.account_id = a.id AND c.status = 'OPEN' LIMIT :cap) x) AS open,
                                EXISTS (SELECT 1 FROM conversation c
                                    LEFT JOIN conversation_seen s ON s.agent_id = :me AND s.conversation_id = c.id
                                    WHERE c.account_id = a.id AND c.status = 'OPEN'
                                      AND c.inbound_count > greatest(c.handled_count, s.inbound_count)) AS unread
                            FROM account a WHERE a.store_id = ANY(:stores) AND a.unbound_at IS NULL ORDER BY a.slot
                            """)
                    .bind("cap", CAP + 1)
                    .bind("me", me.value())
                    .bindArray("stores", UUID.class, ids)
                    .map((row, context) -> new AccountCount(
                            row.getObject("id", UUID.class), Count.of(row.getInt("open")), row.getBoolean("unread")))
                    .list();
            return db.createQuery("""
                            SELECT
                                (SELECT count(*) FROM (SELECT 1 FROM conversation WHERE store_id = ANY(:stores)
                                    AND assignee_id = :me AND status = 'OPEN' LIMIT :cap) x) AS mine,
                                (SELECT count(*) FROM (SELECT 1 FROM conversation_participant p
                                    JOIN conversation c ON c.id = p.conversation_id
                                    WHERE p.agent_id = :me AND c.store_id = ANY(:stores) AND c.status = 'OPEN'
                                    AND c.assignee_id IS DISTINCT FROM :me LIMIT :cap) x) AS participating,
                                (SELECT count(*) FROM (SELECT 1 FROM conversation WHERE store_id = ANY(:stores)
                                    AND assignee_id IS NULL AND status = 'OPEN' LIMIT :cap) x) AS unassigned,
                                (SELECT count(*) FROM (SELECT 1 FROM conversation WHERE store_id = ANY(:stores)
                                    AND status = 'OPEN' LIMIT :cap) x) AS everything,
                                (SELECT count(*) FROM (SELECT 1 FROM conversation WHERE store_id = ANY(:stores)
                                    AND status = 'OPEN' AND surface = 'DM'
                                    AND last_inbound_at BETWEEN :windowBegan AND :expiring LIMIT :cap) x) AS expiring,
                                (SELECT count(*) FROM (SELECT 1 FROM conversation WHERE store_id = ANY(:stores)
                                    AND send_trouble LIMIT :cap) x) AS trouble
                            """)
                    .bindArray("stores", UUID.class, ids)
                    .bind("me", me.value())
                    .bind("cap", CAP + 1)
                    .bind("windowBegan", windowBegan)
                    .bind("expiring", windowBegan.plus(EXPIRING))
                    .map((row, context) -> new CountsView(
                            Count.of(row.getInt("mine")),
                            Count.of(row.getInt("participating")),
                            Count.of(row.getInt("unassigned")),
                            Count.of(row.getInt("everything")),
                            Count.of(row.getInt("expiring")),
                            Count.of(row.getInt("trouble")),
                            accounts))
                    .one();
        });
    }
}
