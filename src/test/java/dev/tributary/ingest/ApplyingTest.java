package dev.tributary.ingest;

import static dev.tributary.testing.IngestTester.arrives;
import static dev.tributary.testing.IngestTester.changes;
import static dev.tributary.testing.IngestTester.drained;
import static dev.tributary.testing.IngestTester.jdbi;
import static dev.tributary.testing.IngestTester.messages;
import static dev.tributary.testing.IngestTester.settled;
import static dev.tributary.testing.IngestTester.stored;
import static dev.tributary.testing.IngestTester.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.ConfiguredTikTok;
import dev.tributary.testing.Hook;
import dev.tributary.testing.IngestTester;
import dev.tributary.testing.Payload;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a webhook's bytes to what an agent sees, whatever the order, the number and the company it comes in. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ConfiguredTikTok.class)
class ApplyingTest {

    @Inject
    InboundBatches batches;

    private final WebhookShop shop = WebhookShop.open();
    private final Colleague admin = Colleague.admin();

    private Payload message(String id, String text) {
        return Payload.message(shop, "c", id, text);
    }

    private Payload echo(String id, String text) {
        return Payload.echo(shop, "c", id, text, "API").at(Payload.AT + 1_000);
    }

    private JsonPath conversation() {
        var page =
                admin.browser().get("/api/conversations?store=" + shop.store()).jsonPath();
        assertThat(page.getList("items")).hasSize(1);
        return page.setRootPath("items[0]");
    }

    private JsonPath thread() {
        return admin.browser()
                .get("/api/conversations/" + conversation().getString("id") + "/messages?limit=100")
                .jsonPath();
    }

    @Test
    @Tag("F44")
    void anEventThatComesAThousandTimesAtOnceIsOneMessage() {
        var body = message("m", "hello").bytes();

        assertThat(Hook.deliverAtOnce(Collections.nCopies(1_000, body)))
                .hasSize(1_000)
                .containsOnly(200);
        settled(body);

        assertThat(texts(shop)).containsExactly("hello");
        assertThat(conversation().getInt("unread")).isEqualTo(1);
        assertThat(changes(shop, "message.changed")).isEqualTo(1);
    }

    @Test
    @Tag("F44")
    void aMessageToldInManyWordsIsOneMessage() {
        // TikTok promises no bytes: the same message may come with other white space and other fields.
        var bodies = IntStream.range(0, 100)
                .mapToObj(it -> message("m", "hello").with(content -> content.put("is_follower", it)))
                .map(Payload::bytes)
                .toList();

        assertThat(Hook.deliverAtOnce(bodies)).containsOnly(200);
        drained(shop);

        assertThat(texts(shop)).containsExactly("hello");
        assertThat(conversation().getInt("unread")).isEqualTo(1);
        assertThat(changes(shop, "message.changed")).isEqualTo(1);
        assertThat(changes(shop, "conversation.changed")).isEqualTo(1);
    }

    @Test
    @Tag("S13")
    @Tag("F51")
    void aReplayHasNoSecondEffectWhateverItsSignatureSays() {
        var body = message("m", "hello").bytes();
        assertThat(Hook.deliver(body)).isEqualTo(200);
        settled(body);

        for (var age : List.of(0, 60, 73 * 3_600)) {
            assertThat(Hook.deliver(body, Hook.sign(ConfiguredTikTok.SECRET, Hook.now() - age, body)))
                    .isEqualTo(200);
        }
        // After the raw events were purged, nothing but the message itself remembers.
        jdbi().useHandle(db -> db.execute(
                "DELETE FROM raw_event WHERE id = ?", stored(body).orElseThrow().id()));
        assertThat(Hook.deliver(body, Hook.sign(ConfiguredTikTok.SECRET, Hook.now() - 72 * 3_600, body)))
                .isEqualTo(200);
        settled(body);

        assertThat(texts(shop)).containsExactly("hello");
        assertThat(conversation().getInt("unread")).isEqualTo(1);
        assertThat(changes(shop, "message.changed")).isEqualTo(1);
    }

    @Test
    @Tag("F45")
    void ofTwoReportsOfOneMessageTheLaterStandsAndBothAreKept() {
        var first = message("m", "helo");
        var edited = message("m", "hello").at(Payload.AT + 1);

        arrives(edited);
        arrives(first);

        assertThat(texts(shop)).containsExactly("hello");
        assertThat(stored(first.bytes())).isPresent();
        assertThat(stored(edited.bytes())).isPresent();
        assertThat(conversation().getInt("unread")).isEqualTo(1);
    }

    @Test
    @Tag("F46")
    void messagesThatComeInReverseAreShownAsTheyWereWritten() {
        for (int i = 9; i >= 0; i--) {
            arrives(message("m" + i, "number " + i).at(Payload.AT + i));
        }

        assertThat(thread().getList("items.text"))
                .isEqualTo(IntStream.range(0, 10).mapToObj(it -> "number " + it).toList());
        assertThat(conversation().getString("preview")).isEqualTo("number 9");
    }

    @Test
    @Tag("F47")
    void whatHappensToAMessageMayComeBeforeIt() {
        arrives(Payload.read(shop, "c", Payload.AT + 2_000));
        arrives(Payload.reaction(shop, "c", "ours", "👍", true));
        assertThat(messages(shop)).isZero();

        arrives(echo("ours", "we do"));

        assertThat(thread().getString("items[0].status")).isEqualTo("READ");
        assertThat(thread().getList("items[0].reactions.emoji")).containsExactly("👍");
    }

    @Test
    @Tag("F47")
    void aCommentDeletedBeforeItCameStaysDeleted() {
        arrives(Payload.comment(shop, 7_390_000_000_000_000_001L, "delete"));
        arrives(Payload.comment(shop, 7_390_000_000_000_000_001L, "insert"));

        assertThat(thread().getBoolean("items[0].comment.deleted")).isTrue();
        assertThat(conversation().getString("preview")).isEmpty();
    }

    @Test
    @Tag("F48")
    void anEchoThatComesTwiceOrOfAnotherDeviceIsOneBubble() {
        arrives(message("m", "hello"));
        arrives(echo("phone", "from my phone")
                .with(it -> it.putObject("message_tag").put("source", "APP")));
        arrives(echo("phone", "from my phone"));

        assertThat(texts(shop)).containsExactly("hello", "from my phone");
        assertThat(thread().getString("items[1].author.kind")).isEqualTo("ACCOUNT");
    }

    @Test
    @Tag("F48")
    void anEchoBeforeTheAnswerSettlesTheReplyThatIsUnderWay() {
        arrives(message("m", "hello").at(Hook.now() * 1_000));
        var reply = underWay("we do");
        var ours = Payload.echo(shop, "c", "remote", "we do", "API").at(Hook.now() * 1_000 + 500);

        arrives(ours);
        arrives(ours.with(it -> it.put("is_follower", true)));

        assertThat(texts(shop)).containsOnlyOnce("we do");
        assertThat(thread().getList("items.findAll { it.direction == 'OUTBOUND' }"))
                .hasSize(1);
        var settled = thread().setRootPath("items.find { it.id == '%s' }".formatted(reply));
        assertThat(settled.getString("status")).isEqualTo("SENT");
        assertThat(settled.getString("remoteId")).isEqualTo("remote");
    }

    /** A reply whose call has been made and not answered. Nobody delivers it, so nothing but the echo can settle it. */
    private UUID underWay(String text) {
        var id = UUID.randomUUID();
        jdbi().useHandle(db -> db.execute("""
                INSERT INTO message (id, store_id, account_id, conversation_id, direction, type, text, sent_at, status, created_at)
                SELECT ?, store_id, account_id, id, 'OUTBOUND', 'TEXT', ?, now(), 'SENDING', now()
                FROM conversation WHERE id = ?::uuid
                """, id, text, conversation().getString("id")));
        return id;
    }

    @Test
    @Tag("F49")
    void twoNodesThatHearOfAPersonAtOnceOpenOneConversation() throws Exception {
        var nodes = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                var conversation = "first-" + round;
                var ids = IntStream.range(0, 2)
                        .mapToObj(it -> {
                            var body = Payload.message(
                                            shop,
                                            conversation,
                                            UUID.randomUUID().toString(),
                                            "hi")
                                    .bytes();
                            return insertForNobody(body);
                        })
                        .toList();
                var together = new CyclicBarrier(2);
                var working = ids.stream()
                        .map(it -> nodes.submit(() -> {
                            together.await(20, TimeUnit.SECONDS);
                            batches.applyOnly(List.of(it));
                            return true;
                        }))
                        .toList();
                for (var it : working) {
                    assertThat(it.get(60, TimeUnit.SECONDS)).isTrue();
                }
            }
        } finally {
            nodes.shutdownNow();
        }
        List<Integer> counts = jdbi().withHandle(db -> db.createQuery(
                        "SELECT inbound_count FROM conversation WHERE account_id = ? ORDER BY external_id")
                .bind(0, shop.account())
                .mapTo(Integer.class)
                .list());
        assertThat(counts).hasSize(20).containsOnly(2);
    }

    /** Due in the far future, so that the lane of this server leaves it to the test. */
    private static long insertForNobody(byte[] body) {
        return jdbi().withHandle(db ->
                db.createQuery("""
                        WITH stored AS (
                            INSERT INTO raw_event (platform, body_hash, body, signed_at, received_at)
                            VALUES ('TIKTOK_BUSINESS', sha256(:body), :body, now(), now())
                            RETURNING id
                        )
                        INSERT INTO raw_event_waiting (event_id, next_attempt_at)
                        SELECT id, now() + interval '1 day' FROM stored RETURNING event_id
                        """).bind("body", body).mapTo(Long.class).one());
    }

    @Test
    @Tag("F50")
    void aCommentAndItsIntentAreOneCommentInEitherOrder() {
        var comment = 7_390_000_000_000_000_001L;
        var other = 7_390_000_000_000_000_002L;

        arrives(Payload.highIntent(shop, comment));
        arrives(Payload.comment(shop, comment, "insert"));
        arrives(Payload.comment(shop, other, "insert"));
        arrives(Payload.highIntent(shop, other));

        var page =
                admin.browser().get("/api/conversations?store=" + shop.store()).jsonPath();
        assertThat(page.getList("items.highIntent")).containsExactly(true, true);
        assertThat(messages(shop)).isEqualTo(2);
    }

    @Test
    @Tag("F52")
    void whatIsKnownAlreadyChangesNothingAndNobodyIsTold() {
        arrives(message("m", "hello"));
        arrives(Payload.comment(shop, 7_390_000_000_000_000_001L, "insert"));
        arrives(Payload.comment(shop, 7_390_000_000_000_000_001L, "delete"));
        arrives(Payload.reaction(shop, "c", "m", "👍", true));
        var before = told();

        // The same facts by another road: other bytes, so that only the tables can know them.
        arrives(message("m", "hello").with(it -> it.put("healed", true)));
        arrives(Payload.comment(shop, 7_390_000_000_000_000_001L, "insert").with(it -> it.put("healed", true)));
        arrives(Payload.comment(shop, 7_390_000_000_000_000_001L, "delete").with(it -> it.put("healed", true)));
        arrives(Payload.reaction(shop, "c", "m", "👍", true).with(it -> it.put("healed", true)));

        assertThat(told()).isEqualTo(before);
        assertThat(messages(shop)).isEqualTo(2);
    }

    private List<String> told() {
        return jdbi().withHandle(db -> db.createQuery("SELECT type FROM change WHERE store_id = ? ORDER BY seq")
                .bind(0, shop.store())
                .mapTo(String.class)
                .list());
    }

    @Test
    @Tag("F33")
    void aWithheldMessageIsAPlaceholderWithoutAContact() {
        arrives(Payload.withheld(shop));

        assertThat(conversation().getString("previewType")).isEqualTo("WITHHELD");
        assertThat(conversation().getString("contact")).isNull();
        assertThat(conversation().getInt("unread")).isEqualTo(1);
        assertThat(IngestTester.number("SELECT count(*) FROM contact WHERE store_id = ?", shop.store()))
                .isZero();
        admin.browser()
                .body("{\"clientToken\":\"t\",\"type\":\"TEXT\",\"text\":\"hello?\"}")
                .post("/api/conversations/" + conversation().getString("id") + "/messages")
                .then()
                .statusCode(409);
    }

    @Test
    @Tag("F46")
    void aStormOfEverythingInAnyOrderLosesNothing() {
        var random = new Random(46);
        var bodies = new ArrayList<byte[]>();
        for (int i = 0; i < 300; i++) {
            var body = Payload.message(shop, "c" + i % 7, "m" + i, "text " + i).at(Payload.AT + i);
            bodies.addAll(Collections.nCopies(1 + random.nextInt(3), body.bytes()));
        }
        Collections.shuffle(bodies, random);

        assertThat(Hook.deliverAtOnce(bodies)).containsOnly(200);
        drained(shop);

        assertThat(messages(shop)).isEqualTo(300);
        assertThat(IngestTester.number(
                        "SELECT sum(inbound_count) FROM conversation WHERE account_id = ?", shop.account()))
                .isEqualTo(300);
    }
}
