package dev.tributary.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.Person;
import dev.tributary.platform.id.Ids;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * After every event, in whatever order they come, a conversation says of its window what whoever reads all its messages
 * one by one would say.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AnswerHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("histories", 40);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CONVERSATION = "dm";
    private static final List<Source> SOURCES = List.of(Source.values());

    @Inject
    ConversationIngest conversations;

    @Inject
    OutgoingReplies outgoing;

    @Inject
    ConversationRefresh refresh;

    @Inject
    MessagingRules rules;

    @Inject
    Jdbi jdbi;

    /** Of the history that is being played. */
    private Random random;

    private WebhookShop shop;
    private UUID agent;

    @BeforeEach
    void aShopWithAColleague() {
        random = new Random(0);
        shop = WebhookShop.open();
        agent = Colleague.admin().id().value();
    }

    @Test
    void everyStepOfEveryHistoryIsCountedRight() {
        var seed = Long.getLong("seed", 20_260_316L);
        for (int history = 0; history < HISTORIES; history++) {
            play(seed + history);
        }
    }

    private void play(long seed) {
        random = new Random(seed);
        QuarkusTransaction.begin();
        try {
            shop = WebhookShop.open();
            var seen = seen();
            for (int step = 0; step < 30; step++) {
                if (random.nextInt(3) > 0) {
                    see(seen.get(random.nextInt(seen.size())));
                } else {
                    replyOrSettle();
                }
                assertThat(kept()).as("-Dseed=%d, step %d", seed, step).isEqualTo(readOneByOne());
            }
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** Messages of a few days, of the customer and of ours from everywhere, some of them told with two times. */
    private List<MessageSeen> seen() {
        var seen = new ArrayList<MessageSeen>();
        for (int i = 0; i < 14; i++) {
            var inbound = random.nextInt(3) == 0;
            for (int version = 0; version <= random.nextInt(2); version++) {
                seen.add(new MessageSeen(
                        shop.openId(),
                        CONVERSATION,
                        "m" + i,
                        inbound
                                ? dev.tributary.connector.InboundEvent.Direction.INBOUND
                                : dev.tributary.connector.InboundEvent.Direction.OUTBOUND,
                        Person.of("customer", null),
                        Content.text("word " + i + " " + version),
                        null,
                        SOURCES.get(random.nextInt(SOURCES.size())),
                        START.plus(Duration.ofMinutes(random.nextInt(8 * 24 * 60)))));
            }
        }
        return seen;
    }

    private void see(MessageSeen message) {
        conversations.apply(List.of(new Arrival(message, shop.bound(null), START)));
    }

    /** A reply of ours gets one step further, or another begins. */
    private void replyOrSettle() {
        var conversation = conversation();
        if (conversation == null) {
            return;
        }
        var open = jdbi.withHandle(db ->
                db.createQuery("""
                        SELECT id FROM message WHERE conversation_id = ? AND direction = 'OUTBOUND' AND remote_id IS NULL
                          AND status NOT IN ('SENT', 'FAILED')
                        """).bind(0, conversation).mapTo(UUID.class).list());
        if (open.isEmpty() || random.nextInt(3) == 0) {
            insertReply(conversation);
        } else {
            settle(new MessageId(open.get(random.nextInt(open.size()))));
        }
    }

    private void insertReply(UUID conversation) {
        jdbi.useHandle(db -> db.execute(
                """
                INSERT INTO message (id, store_id, account_id, conversation_id, direction, type, text, sent_at, source,
                    author_agent_id, status, client_token, created_at)
                VALUES (?, ?, ?, ?, 'OUTBOUND', 'TEXT', 'ours', ?, 'API', ?, 'QUEUED', ?, ?)
                """,
                Ids.next(),
                shop.store(),
                shop.account(),
                conversation,
                START.plus(Duration.ofMinutes(random.nextInt(8 * 24 * 60))),
                agent,
                UUID.randomUUID().toString(),
                START));
        refresh.of(List.of(conversation));
    }

    private void settle(MessageId id) {
        var reply = outgoing.lock(id);
        switch (random.nextInt(5)) {
            case 0 -> outgoing.sending(reply);
            case 1 -> outgoing.uncertain(reply, null, null);
            case 2 -> outgoing.failed(reply, "40064", "no");
            // By chance under the name of what the platform told of already.
            case 3 -> outgoing.sent(reply, "m" + random.nextInt(20), START.plus(Duration.ofHours(random.nextInt(200))));
            default -> outgoing.sent(reply, null, null);
        }
    }

    private @Nullable UUID conversation() {
        return jdbi.withHandle(
                db -> db.createQuery("SELECT id FROM conversation WHERE account_id = ? AND external_id = ?")
                        .bind(0, shop.account())
                        .bind(1, CONVERSATION)
                        .mapTo(UUID.class)
                        .findOne()
                        .orElse(null));
    }

    private @Nullable Answers kept() {
        var id = conversation();
        return id == null
                ? null
                : jdbi.withHandle(db -> db.createQuery("SELECT * FROM conversation WHERE id = ?")
                        .bind(0, id)
                        .map((row, context) -> Answers.of(row))
                        .one());
    }

    private record Said(
            boolean inbound, String status, @Nullable String source, Instant at) {}

    private @Nullable Answers readOneByOne() {
        var id = conversation();
        if (id == null) {
            return null;
        }
        var said = jdbi.withHandle(db -> db.createQuery("""
                        SELECT direction = 'INBOUND' AS inbound, coalesce(status, '') AS status, source, sent_at
                        FROM message WHERE conversation_id = ? AND direction IN ('INBOUND', 'OUTBOUND')
                        """)
                .bind(0, id)
                .map((row, context) -> new Said(
                        row.getBoolean("inbound"),
                        row.getString("status"),
                        row.getString("source"),
                        row.getTimestamp("sent_at").toInstant()))
                .list());
        var last = said.stream()
                .filter(Said::inbound)
                .map(Said::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
        var used = 0;
        var afterwards = 0;
        var replied = false;
        for (var it : said) {
            if (it.inbound()) {
                continue;
            }
            var counts = !it.status().equals("FAILED")
                    && (it.source() == null
                            || it.source().equals("UNKNOWN")
                            || rules.countedSources().contains(Source.valueOf(it.source())));
            if (counts && (last == null || it.at().isAfter(last))) {
                used++;
                if (last != null && !it.at().isBefore(last.plus(rules.window()))) {
                    afterwards++;
                }
            }
            replied |= List.of("SENT", "DELIVERED", "READ").contains(it.status())
                    && last != null
                    && it.at().isBefore(last);
        }
        return new Answers(last, used, afterwards, replied);
    }
}
