package dev.tributary.ingest.web;

import static dev.tributary.ingest.web.RawConnection.CUT;
import static dev.tributary.ingest.web.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.bench.ApiClient;
import dev.tributary.bench.PackagedServer;
import dev.tributary.bench.Shops;
import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.testing.Hook;
import dev.tributary.testing.Payload;
import dev.tributary.testing.StreamClient;
import dev.tributary.testing.WebhookShop;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged server does with connections, which Netty and not a route decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionIT {

    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(1);
    private static final int PORT_BEFORE = RestAssured.port;

    private Path directory;
    private Simulator simulator;
    private PackagedServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        directory = folder;
        simulator = Simulator.start(SimulatorOptions.inMemory());
        server = PackagedServer.start(
                folder, simulator, "-Dtributary.web.head-timeout=" + HEAD_TIMEOUT.toSeconds() + "s");
        RestAssured.port = server.port();
    }

    @AfterAll
    void stop() throws IOException {
        RestAssured.port = PORT_BEFORE;
        simulator.close();
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            PackagedServer.killPostgres(directory);
        }
    }

    @Test
    @Tag("F15")
    void aBodyThatIsChunkedAndHasALengthIsRefusedAndWhatFollowsIsNoRequest() throws Exception {
        var body = "{}";
        var signature = "TikTok-Signature: " + sign(body);
        var chunked = "2\r\n{}\r\n0\r\n\r\n";
        var smuggled = head("Content-Length: 2", signature) + body;
        for (var lengths : List.of(
                List.of("Content-Length: 2", "Transfer-Encoding: chunked"),
                List.of("Transfer-Encoding: chunked", "Content-Length: 12"),
                List.of("transfer-encoding: Chunked", "content-length: " + (chunked.length() + smuggled.length())),
                List.of("Content-Length: 0", "Transfer-Encoding: gzip, chunked"))) {
            try (var connection = new RawConnection()) {
                connection.send(head(Stream.concat(lengths.stream(), Stream.of(signature))
                                .toArray(String[]::new))
                        + chunked
                        + smuggled);

                assertThat(connection.status()).as("%s", lengths).isEqualTo(400);
                assertThat(connection.status()).as("%s, second answer", lengths).isEqualTo(CUT);
            }
        }
        assertThat(stored(body)).isZero();
    }

    @Test
    @Tag("F16")
    void aHeadThatDripsIsCutAndNobodyElseWaits() {
        var slow = Stream.generate(RawConnection::new).limit(50).toList();
        try {
            slow.forEach(it -> it.send("POST " + Hook.PATH + " HTTP/1.1\r\nHost: local"));

            var begun = System.nanoTime();
            assertThat(deliver("{\"while\":\"others drip\"}")).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(HEAD_TIMEOUT.multipliedBy(3));
            var drip = "h".getBytes(StandardCharsets.UTF_8);
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(HEAD_TIMEOUT.multipliedBy(10))
                    .until(() -> slow.stream().noneMatch(it -> it.trySend(drip)));
        } finally {
            slow.forEach(RawConnection::close);
        }
    }

    @Test
    @Tag("F16")
    void aConnectionMayRestBetweenRequestsButNotInTheMiddleOfAHead() {
        try (var connection = new RawConnection()) {
            connection.send(head("Content-Length: 0"));
            assertThat(connection.status()).isEqualTo(401);

            rest();

            connection.send(head("Content-Length: 0"));
            assertThat(connection.status()).isEqualTo(401);
            connection.send("POST " + Hook.PATH + " HTTP/1.1\r\nHost: local");
            assertThat(connection.isCut()).isTrue();
        }
    }

    @Test
    @Tag("F16")
    void aSocketOutlivesTheTimeOfAHead() throws Exception {
        var admin = ApiClient.logIn(server.address(), PackagedServer.EMAIL, PackagedServer.PASSWORD);
        var openId = Shops.bind(server, admin, simulator, 1).openIds().get(0);
        try (var stream = StreamClient.with(
                "", "Cookie", admin.cookies(), "Origin", server.address().toString())) {
            stream.awaitHello();

            rest();

            var shop = new WebhookShop(UUID.randomUUID(), UUID.randomUUID(), openId);
            assertThat(deliver(Payload.message(shop, "c", "m", "still there?").text()))
                    .isEqualTo(200);
            stream.awaitFrame(it -> it.toString().contains("still there?"));
        }
    }

    /** Longer than a head may take. That nothing happens meanwhile is what is tested. */
    private static void rest() {
        await().pollDelay(HEAD_TIMEOUT.multipliedBy(2)).until(() -> true);
    }

    private static int deliver(String body) {
        return Hook.deliver(body.getBytes(StandardCharsets.UTF_8), sign(body));
    }

    private static String sign(String body) {
        return Hook.sign(SimulatorOptions.APP_SECRET, Hook.now(), body.getBytes(StandardCharsets.UTF_8));
    }

    private long stored(String body) throws IOException, SQLException {
        try (var db = server.connect();
                var statement = db.prepareStatement("SELECT count(*) FROM raw_event WHERE body = ?")) {
            statement.setBytes(1, body.getBytes(StandardCharsets.UTF_8));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
