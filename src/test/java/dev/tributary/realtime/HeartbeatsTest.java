package dev.tributary.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.Scope;
import dev.tributary.routing.Attention;
import dev.tributary.routing.Duty;
import dev.tributary.routing.DutyQueries;
import dev.tributary.routing.DutyService;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.ShiftedClock;
import dev.tributary.testing.ShiftedTime;
import dev.tributary.testing.Shop;
import dev.tributary.testing.StreamClient;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hamcrest.Matchers;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which browsers are there, over real sockets. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ShiftedTime.class)
class HeartbeatsTest {

    private static final String PING = "{\"type\":\"ping\"}";

    @Inject
    Jdbi jdbi;

    @Inject
    Heartbeats heartbeats;

    @Inject
    Connections connections;

    @Inject
    DutyService duties;

    @Inject
    DutyQueries queries;

    @Inject
    Attention attention;

    @Inject
    ShiftedClock clock;

    private final Shop shop = Shop.open();
    private Colleague mina;

    @BeforeEach
    void hire() {
        mina = shop.agent();
        duties.turnFor(mina.id(), Duty.ON);
        assertThat(isConnected()).isFalse();
    }

    @Test
    void whoeverOpensTheInboxIsThere() {
        try (var tab = StreamClient.browser(mina, "")) {
            tab.awaitHello();

            await().until(this::isConnected);
        }
    }

    @Test
    void aProgramThatListensSaysNothingAboutWhereTheAgentIs() {
        try (var program = StreamClient.program(mina.token(Scope.READ), "")) {
            program.awaitHello();
            heartbeats.flush();

            assertThat(isConnected()).isFalse();
        }
    }

    @Test
    void reloadingThePageIsNothing() {
        var tab = StreamClient.browser(mina, "").awaitHello();
        await().until(this::isConnected);
        tab.close();
        listenFor(Duration.ofMinutes(1));
        assertThat(isConnected()).isTrue();

        try (var again = StreamClient.browser(mina, "")) {
            again.awaitHello();
            heartbeats.flush();
            listenFor(Duration.ofMinutes(1));

            assertThat(isConnected()).isTrue();
        }
    }

    @Test
    void aClosedTabCountsForTheGraceAndNoLonger() {
        var tab = StreamClient.browser(mina, "").awaitHello();
        await().until(this::isConnected);
        tab.close();
        await().until(() -> !isOpen());

        listenFor(Duration.ofMinutes(2));

        assertThat(isConnected()).isFalse();
    }

    @Test
    void aTabThatSleepsLongerIsGoneAndBackOnceItIsHeard() {
        try (var tab = StreamClient.browser(mina, "")) {
            tab.awaitHello();
            await().until(this::isConnected);
            listenFor(Duration.ofMinutes(2));
            assertThat(isConnected()).isFalse();

            tab.send(PING);
            tab.awaitFrame(it -> it.path("type").asText().equals("pong"));
            heartbeats.flush();

            assertThat(isConnected()).isTrue();
        }
    }

    /** After a restart nobody has been heard for long, which is not their fault: they are given the time to come back. */
    @Test
    void whoHasNotListenedDoesNotSayThatOthersAreSilent() {
        var tab = StreamClient.browser(mina, "").awaitHello();
        await().until(this::isConnected);
        tab.close();
        await().until(() -> !isOpen());

        clock.advance(Duration.ofMinutes(30));
        heartbeats.round();
        listenFor(Duration.ofMinutes(1));
        assertThat(isConnected()).isTrue();

        listenFor(Duration.ofMinutes(1));
        assertThat(isConnected()).isFalse();
    }

    @Test
    void allBrowsersOfANodeAreWrittenInOneStatement() {
        var people = IntStream.range(0, 6).mapToObj(it -> shop.agent()).toList();
        var tabs = people.stream()
                .map(it -> StreamClient.browser(it, "").awaitHello())
                .toList();
        heartbeats.flush();
        clock.advance(Duration.ofSeconds(5));
        tabs.forEach(it -> it.send(PING));
        tabs.forEach(it -> it.awaitFrame(frame -> frame.path("type").asText().equals("pong")));
        var now = clock.instant().minusSeconds(3);

        var statements = countingStatements(heartbeats::flush);

        assertThat(statements).isLessThanOrEqualTo(1);
        people.forEach(it -> assertThat(seenAt(it)).isAfter(now));
        tabs.forEach(StreamClient::close);
    }

    @Test
    void colleaguesSeeWhoLooksAtAConversationAndThatTheyCeased() {
        var conversation = shop.customersWrite(1).get(0);
        var jo = shop.agent();
        try (var tab = StreamClient.browser(mina, "");
                var other = StreamClient.browser(jo, "")) {
            tab.awaitHello();
            other.awaitHello();

            tab.send(looking("\"" + conversation + "\""));
            other.awaitFrame(it -> it.path("type").asText().equals("attention.changed")
                    && it.path("conversationId").asText().equals(conversation.toString())
                    && it.path("agentIds").path(0).asText().equals(mina.id().toString()));
            jo.browser()
                    .get("/api/conversations/" + conversation + "/attention")
                    .then()
                    .statusCode(200)
                    .body("agentIds", Matchers.contains(mina.id().toString()));

            tab.send(looking("null"));
            other.awaitFrame(it -> it.path("type").asText().equals("attention.changed")
                    && it.path("agentIds").isEmpty());
        }
    }

    @Test
    void whoClosesThePageLooksAtNothing() {
        var conversation = shop.customersWrite(1).get(0);
        var tab = StreamClient.browser(mina, "").awaitHello();
        tab.send(looking("\"" + conversation + "\""));
        await().until(() -> !lookers(conversation).isEmpty());

        tab.close();

        await().until(() -> lookers(conversation).isEmpty());
    }

    @Test
    void nobodyIsBelievedToLookAtWhatTheyMayNotSee() {
        var foreign = Shop.open().customersWrite(1).get(0);
        var own = shop.customersWrite(1).get(0);
        try (var tab = StreamClient.browser(mina, "")) {
            tab.awaitHello();

            tab.send(looking("\"" + foreign + "\""));
            heartbeats.flush();
            tab.send(looking("\"" + own + "\""));
            await().until(() -> !lookers(own).isEmpty());

            assertThat(lookers(foreign)).isEmpty();
        }
    }

    private static String looking(String conversation) {
        return "{\"type\":\"looking\",\"conversation\":" + conversation + "}";
    }

    private List<UUID> lookers(ConversationId conversation) {
        return attention.of(List.of(conversation.value())).getOrDefault(conversation.value(), List.of());
    }

    /** As long as that, without a pause. */
    private void listenFor(Duration time) {
        heartbeats.round();
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(20)) {
            clock.advance(Duration.ofSeconds(20));
            heartbeats.round();
        }
    }

    private Instant seenAt(Colleague who) {
        return jdbi.withHandle(db -> db.createQuery("SELECT max(seen_at) FROM agent_connection WHERE agent_id = :agent")
                .bind("agent", who.id().value())
                .mapTo(Instant.class)
                .one());
    }

    private boolean isConnected() {
        return queries.of(mina.id()).connected();
    }

    private boolean isOpen() {
        return !connections.of(mina.id()).isEmpty();
    }

    private int countingStatements(Runnable what) {
        var count = new AtomicInteger();
        var thread = Thread.currentThread();
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                if (Thread.currentThread().equals(thread)) {
                    count.incrementAndGet();
                }
            }
        });
        try {
            what.run();
        } finally {
            jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
        return count.get();
    }
}
