package dev.tributary.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.tributary.connector.InboundEvent;
import dev.tributary.identity.AgentService;
import dev.tributary.identity.AgentService.AgentChange;
import dev.tributary.identity.Scope;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.StreamClient;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StreamSecurityTest {

    @Inject
    Jdbi jdbi;

    @Inject
    Connections connections;

    @Inject
    AgentService agents;

    private final Shop shop = Shop.open();

    @Test
    void s9APageOfAnotherSiteCannotOpenTheStream() {
        var mina = shop.agent();
        var port = RestAssured.port;

        for (var origin : List.of(
                "https://evil.example",
                "null",
                "http://localhost." + port + ".evil.example",
                "http://localhost:" + port + ".evil.example",
                "http://evil-localhost:" + port,
                "https://localhost:" + port,
                "http://localhost:" + port + "/",
                "http://localhost:1" + port)) {
            assertThat(status("Cookie", "tributary-session=" + mina.secret(), "Origin", origin))
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(status("Cookie", "tributary-session=" + mina.secret())).isEqualTo(403);
        StreamClient.browser(mina, "").awaitHello().close();
    }

    @Test
    void f109WithoutALoginThereIsNoStream() {
        assertThat(status("Origin", StreamClient.ownOrigin())).isEqualTo(401);
        assertThat(status("Origin", StreamClient.ownOrigin(), "Cookie", "tributary-session=made-up"))
                .isEqualTo(401);
        assertThat(status("Authorization", "Bearer trb_made-up")).isEqualTo(401);
    }

    @Test
    void aProgramNeedsNoOriginButTheRightToRead() {
        var mina = shop.agent();

        StreamClient.program(mina.token(Scope.READ), "").awaitHello().close();
        assertThat(status("Authorization", "Bearer " + mina.token(Scope.WRITE))).isEqualTo(403);
    }

    @Test
    void s10ASessionThatEndsTakesItsSocketsWithIt() {
        var here = shop.agent();
        var there = here.inAnotherBrowser();
        try (var mine = StreamClient.browser(here, "").awaitHello();
                var other = StreamClient.browser(there, "").awaitHello()) {
            there.browser().delete("/api/session").then().statusCode(204);

            assertThat(other.awaitClose()).isEqualTo(1008);
            shop.customersWrite(1);
            await().until(() -> !mine.numbered().isEmpty());
            assertThat(other.numbered()).isEmpty();
            assertThat(mine.isClosed()).isFalse();
        }
    }

    @Test
    void s10LeavingAStoreBeingDisabledAndARevokedKeyCloseTheSocket() {
        var admin = shop.crowd(1).get(0);
        var leaver = shop.agent();
        var disabled = shop.agent();
        try (var first = StreamClient.browser(leaver, "").awaitHello();
                var second = StreamClient.program(disabled.token(), "").awaitHello()) {
            agents.change(admin, leaver.id(), new AgentChange(null, null, null, List.of()));
            agents.change(admin, disabled.id(), new AgentChange(null, null, true, null));

            assertThat(first.awaitClose()).isEqualTo(1008);
            assertThat(second.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void s10WhatAnotherNodeTookAwayIsNoticedWithinFiveSeconds() {
        var loggedOut = shop.agent();
        var removed = shop.agent();
        var revoked = shop.agent();
        try (var first = StreamClient.browser(loggedOut, "").awaitHello();
                var second = StreamClient.browser(removed, "").awaitHello();
                var third = StreamClient.program(revoked.token(), "").awaitHello()) {
            sql("DELETE FROM login_session WHERE agent_id = ?", loggedOut);
            sql("DELETE FROM store_member WHERE agent_id = ?", removed);
            sql("UPDATE api_token SET revoked_at = now() WHERE agent_id = ?", revoked);

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> first.isClosed() && second.isClosed() && third.isClosed());
        }
    }

    @Test
    void aStoreThatIsGainedIsToldWithoutReconnecting() {
        var mina = shop.agent();
        var second = Shop.open();
        try (var client = StreamClient.browser(mina, "").awaitHello()) {
            agents.change(
                    shop.crowd(1).get(0),
                    mina.id(),
                    new AgentChange(
                            null,
                            null,
                            null,
                            List.of(shop.store().value(), second.store().value())));
            client.awaitFrame(
                    it -> it.path("store").asText().equals(second.store().toString()));

            second.customersWrite(1);

            client.awaitFrame(it -> it.path("type").asText().equals("conversation.changed"));
        }
    }

    @Test
    void s11NonsenseIsAnsweredWithAConstant() {
        var mina = shop.agent();
        try (var client = StreamClient.browser(mina, "").awaitHello()) {
            var nonsense = List.of(
                    "",
                    "{",
                    "[]",
                    "null",
                    "1",
                    "\"ping\"",
                    "{}",
                    "{\"type\":null}",
                    "{\"event\":\"base\"}",
                    "{\"type\":\"hello\"}",
                    "{\"type\":{\"a\":1}}",
                    "\u0000",
                    "[".repeat(5_000));

            nonsense.forEach(client::send);
            client.send("{\"type\":\"ping\"}");

            client.awaitFrame(it -> it.path("type").asText().equals("pong"));
            assertThat(client.frames().stream()
                            .filter(it -> it.path("type").asText().equals("error"))
                            .map(Object::toString))
                    .hasSize(nonsense.size())
                    .containsOnly("{\"type\":\"error\",\"code\":\"unknown-frame\"}");
        }
    }

    @Test
    void f107AFloodIsCutOff() {
        try (var client = StreamClient.browser(shop.agent(), "").awaitHello()) {
            var frame = "x".repeat(2_000);
            var sent = IntStream.range(0, 60).takeWhile(it -> !client.isClosed());

            sent.forEach(it -> client.send(frame));

            assertThat(client.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void f108AMessageAboveTheLimitClosesTheSocket() {
        try (var client = StreamClient.browser(shop.agent(), "").awaitHello()) {
            client.send("x".repeat(16 * 1024 + 1));

            assertThat(client.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void anAgentMayHaveTenSocketsAndNoMore() {
        var mina = shop.agent();
        var open = new ArrayList<StreamClient>();
        try {
            for (int i = 0; i < 10; i++) {
                open.add(StreamClient.browser(mina, "").awaitHello());
            }

            assertThat(status("Cookie", "tributary-session=" + mina.secret(), "Origin", StreamClient.ownOrigin()))
                    .isEqualTo(429);
        } finally {
            open.forEach(StreamClient::close);
        }
        await().until(() -> connections.of(mina.id()).isEmpty());
        StreamClient.browser(mina, "").awaitHello().close();
    }

    @Test
    void f106AReaderThatNeverReadsIsCutOffAndDisturbsNobody() throws IOException {
        var sleeper = shop.agent();
        var reader = shop.agent();
        try (var asleep = openAndNeverRead(sleeper);
                var awake = StreamClient.browser(reader, "").awaitHello()) {
            await().until(() -> connections.of(sleeper.id()).size() == 1);
            var long4k = "我".repeat(4_000);
            // The operating system takes some megabytes for it first.
            for (int batch = 0; batch < 30; batch++) {
                var many = IntStream.range(0, 50)
                        .mapToObj(it -> shop.message(UUID.randomUUID().toString(), long4k, Instant.now()))
                        .toArray(InboundEvent[]::new);
                shop.arrive(many);
            }

            await().until(() -> connections.of(sleeper.id()).isEmpty());
            assertThat(asleep.isClosed()).isFalse();
            var head = jdbi.withHandle(db -> db.select(
                            "SELECT last_seq FROM change_stream WHERE store_id = ?",
                            shop.store().value())
                    .mapTo(Long.class)
                    .one());
            await().until(() -> awake.lastSeq() >= head);
            assertThat(awake.frames()).noneMatch(it -> it.path("type").asText().equals("reset"));
        }
    }

    private static Socket openAndNeverRead(Colleague who) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        socket.getOutputStream().write("""
                        GET /api/stream HTTP/1.1
                        Host: localhost:%d
                        Origin: %s
                        Cookie: tributary-session=%s
                        Connection: Upgrade
                        Upgrade: websocket
                        Sec-WebSocket-Version: 13
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                        """.formatted(RestAssured.port, StreamClient.ownOrigin(), who.secret())
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int status(String... headers) {
        var refusal = catchThrowable(() -> StreamClient.with("", headers).close());
        assertThat(refusal).as("let in").isNotNull();
        return StreamResumeTest.refused(refusal);
    }

    private void sql(String sql, Colleague who) {
        jdbi.useHandle(db -> db.execute(sql, who.id().value()));
    }
}
