package dev.tributary.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.StreamClient;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StreamResumeTest {

    private static final int BURSTS = 60;

    @Inject
    Jdbi jdbi;

    @Inject
    ChangeRows rows;

    private final Shop shop = Shop.open();

    @Test
    void f103WhereverTheConnectionIsCutEveryNumberComesOnce() throws Exception {
        var mina = shop.agent();
        var random = new Random(103);
        var writer = Executors.newSingleThreadExecutor();
        var writing = writer.submit(() -> {
            for (int i = 0; i < BURSTS; i++) {
                shop.customersWrite(1 + i % 7);
            }
        });
        var numbers = new ArrayList<Long>();
        var cuts = 0;

        while (!writing.isDone() || numbers.size() < rows.head(shop.store().value())) {
            try (var client = StreamClient.browser(mina, "?after=" + numbers.size())) {
                var wanted = 1 + random.nextInt(25);
                await().until(() -> client.numbered().size() >= wanted
                        || (writing.isDone()
                                && numbers.size() + client.numbered().size()
                                        >= rows.head(shop.store().value())));
                client.cut();
                cuts++;
                // Whatever else was under way when it was cut never reached the page.
                client.numbered().stream()
                        .limit(wanted)
                        .map(StreamResumeTest::seq)
                        .forEach(numbers::add);
            }
        }

        writing.get();
        writer.shutdown();
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(cuts).isGreaterThan(10);
    }

    @Test
    void f104SomebodyWhoWasAwayIsToldWhatTheyMissedAndThenTheNews() {
        var mina = shop.agent();
        shop.customersWrite(5);
        var head = rows.head(shop.store().value());

        try (var client = StreamClient.browser(mina, "?after=" + (head - 3))) {
            await().until(() -> client.numbered().size() == 3);
            shop.customersWrite(1);
            await().until(() -> client.lastSeq() == rows.head(shop.store().value()));
            assertThat(client.frames().get(0).path("type").asText()).isEqualTo("hello");
            assertThat(seq(client.frames().get(0))).isEqualTo(head - 3);
            assertThat(client.numbered())
                    .extracting(StreamResumeTest::seq)
                    .containsExactlyElementsOf(LongStream.rangeClosed(head - 2, client.lastSeq())
                            .boxed()
                            .toList());
        }
    }

    @Test
    void f104SomebodyWhoWasAwayForLongerThanChangesAreKeptStartsOver() {
        var mina = shop.agent();
        shop.customersWrite(5);
        var head = rows.head(shop.store().value());
        jdbi.useHandle(db -> db.execute(
                "UPDATE change SET at = now() - interval '4 days' WHERE store_id = ? AND seq < ?",
                shop.store().value(),
                head));
        while (rows.forgetBefore(Instant.now().minusSeconds(3 * 86_400), 3) == 3) {
            // there is more
        }

        assertResetThenLive(mina, "?after=1");
    }

    @Test
    void f105ANumberOfTheFutureAndGarbageStartOver() {
        var mina = shop.agent();
        shop.customersWrite(1);

        for (var after : List.of("999999", "-1", "x", "1%2C2", "99999999999999999999", "%00", "")) {
            assertResetThenLive(mina, "?after=" + after);
        }
    }

    @Test
    void f105ANumberOfAnotherStoreIsForbidden() {
        var mina = shop.agent();

        assertThat(refusal(mina, "?after=" + Shop.open().store() + ":1")).isEqualTo(403);
        assertThat(refusal(mina, "?store=" + Shop.open().store())).isEqualTo(404);
        assertThat(refusal(mina, "?store=nonsense")).isEqualTo(404);
    }

    @Test
    void severalStoresComeOverOneSocketEachWithItsOwnNumbers() {
        var other = Shop.open();
        var mina = Colleague.agentOf(shop.store().value(), other.store().value());
        shop.customersWrite(1);
        var head = rows.head(shop.store().value());

        try (var client = StreamClient.browser(mina, "?after=" + shop.store() + ":0," + other.store() + ":0")) {
            other.customersWrite(1);
            await().until(() ->
                    client.numbered().size() >= head + rows.head(other.store().value()));
            assertThat(client.numbered().stream()
                            .filter(it -> it.path("store")
                                    .asText()
                                    .equals(other.store().toString())))
                    .extracting(StreamResumeTest::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, rows.head(other.store().value()))
                                    .boxed()
                                    .toList());
        }
    }

    @Test
    void whatAnotherNodeWritesIsToldToo() {
        var mina = shop.agent();
        var conversation = shop.customersWrite(1).get(0);
        try (var client = StreamClient.browser(mina, "").awaitHello()) {
            var seq = client.lastSeq() + 1;

            // Written past this node, which hears of it only by looking.
            jdbi.useHandle(db -> {
                db.execute(
                        "UPDATE change_stream SET last_seq = ? WHERE store_id = ?",
                        seq,
                        shop.store().value());
                db.execute(
                        "INSERT INTO change VALUES (?, ?, 'conversation.changed', ?, null, now())",
                        shop.store().value(),
                        seq,
                        conversation.value());
            });

            client.awaitFrame(it -> is(it, "conversation.changed") && seq(it) == seq);
        }
    }

    private void assertResetThenLive(Colleague who, String query) {
        try (var client = StreamClient.browser(who, query).awaitHello()) {
            assertThat(client.frames())
                    .as(query)
                    .extracting(it -> it.path("type").asText())
                    .startsWith("reset", "hello");
            var head = client.lastSeq();
            shop.customersWrite(1);
            client.awaitFrame(it -> seq(it) == head + 1);
        }
    }

    private static int refusal(Colleague who, String query) {
        try (var client = StreamClient.browser(who, query)) {
            throw new AssertionError("Was let in: " + client.frames());
        } catch (RuntimeException | Error e) {
            return refused(e);
        }
    }

    static int refused(Throwable e) {
        var cause = e.getCause() instanceof WebSocketHandshakeException it ? it : e;
        return assertThat(cause)
                .asInstanceOf(InstanceOfAssertFactories.type(WebSocketHandshakeException.class))
                .actual()
                .getResponse()
                .statusCode();
    }

    private static boolean is(JsonNode frame, String type) {
        return frame.path("type").asText().equals(type);
    }

    private static long seq(JsonNode frame) {
        return frame.path("seq").asLong();
    }
}
