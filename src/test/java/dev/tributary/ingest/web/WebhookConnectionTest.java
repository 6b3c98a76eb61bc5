package dev.tributary.ingest.web;

import static dev.tributary.ingest.web.RawConnection.CUT;
import static dev.tributary.ingest.web.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.ConfiguredTikTok;
import dev.tributary.testing.Hook;
import dev.tributary.testing.IngestTester;
import dev.tributary.testing.Payload;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong as HTTP, before anybody looks at what they say. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ConfiguredTikTok.class)
class WebhookConnectionTest {

    private static final int MAX_BODY = 262_144;

    @Inject
    MeterRegistry meters;

    private final byte[] body = Payload.message(
                    WebhookShop.unbound(), "c", UUID.randomUUID().toString(), "hi")
            .bytes();
    private final String signature = "TikTok-Signature: " + Hook.sign(body);

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "HEAD", "OPTIONS", "PATCH", "DELETE"})
    @Tag("F11")
    void onlyPostIsAllowed(String method) {
        var answer = RestAssured.given().body(body).request(method, Hook.PATH);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "multipart/form-data; boundary=x", "application/xml", "nonsense;;"})
    @Tag("F12")
    void theBodyDecidesAndNotItsContentType(String contentType) {
        try (var connection = new RawConnection()) {
            connection.send(head("Content-Length: " + body.length, "Content-Type: " + contentType, signature));
            connection.send(body);

            assertThat(connection.status()).isEqualTo(200);
        }
        assertThat(IngestTester.stored(body).orElseThrow().body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd", "deflate", "gzip, gzip", "GZIP", "x-unknown"})
    @Tag("F13")
    @Tag("S20")
    void anEncodedBodyIsRefusedUnread(String encoding) {
        try (var connection = new RawConnection()) {
            connection.send(head("Content-Length: 100000", "Content-Encoding: " + encoding, signature));

            assertThat(connection.status()).isEqualTo(415);
            assertThat(connection.isCut()).isTrue();
        }
    }

    @Test
    @Tag("F14")
    void aBodyOfTheGreatestLengthIsStored() {
        var full = new byte[MAX_BODY];
        Arrays.fill(full, (byte) 'x');

        assertThat(Hook.deliver(full)).isEqualTo(200);
        assertThat(IngestTester.stored(full).orElseThrow().body()).isEqualTo(full);
    }

    @ParameterizedTest
    @ValueSource(longs = {MAX_BODY + 1, 100_000_000, 9_999_999_999L})
    @Tag("F14")
    @Tag("S21")
    void aBodyThatIsDeclaredTooLongIsRefusedBeforeItComes(long length) {
        try (var connection = new RawConnection()) {
            connection.send(head("Content-Length: " + length, signature));

            assertThat(connection.status()).isEqualTo(413);
            assertThat(connection.isCut()).isTrue();
        }
    }

    @Test
    @Tag("F14")
    @Tag("S21")
    void aBodyWithoutAnEndIsCutAtTheLimit() {
        var chunk = ("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(StandardCharsets.UTF_8);
        try (var connection = new RawConnection()) {
            connection.send(head("Transfer-Encoding: chunked", signature));
            var sent = 0;
            while (connection.trySend(chunk) && sent < 100 * MAX_BODY) {
                sent += 4096;
            }

            // Who is cut while sending may or may not get to see the answer.
            assertThat(connection.status()).isIn(413, CUT);
            assertThat(sent).as("sent before it was cut").isLessThan(100 * MAX_BODY);
        }
        assertThat(refused("too-large")).isPositive();
    }

    @Test
    @Tag("F15")
    void aBodyShorterThanDeclaredIsNotStored() {
        try (var connection = new RawConnection()) {
            connection.send(head("Content-Length: " + (body.length + 1), signature));
            connection.send(body);

            assertThat(connection.status()).isEqualTo(408);
            assertThat(connection.isCut()).isTrue();
        }
        assertThat(IngestTester.stored(body)).isEmpty();
    }

    @Test
    @Tag("F15")
    void whatFollowsADeclaredLengthIsNotPartOfTheBody() {
        try (var connection = new RawConnection()) {
            connection.send(head("Content-Length: " + (body.length - 1), signature));
            connection.send(body);
            connection.send("\r\n\r\n");

            assertThat(connection.status()).isEqualTo(401);
            assertThat(connection.status()).isIn(400, CUT);
        }
        assertThat(IngestTester.stored(body)).isEmpty();
    }

    @Test
    @Tag("F15")
    void aBodyWithTwoLengthsIsRefusedAndNothingIsSmuggled() {
        var smuggled = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (var lengths : List.of(
                List.of("Content-Length: 4", "Transfer-Encoding: chunked"),
                List.of("Transfer-Encoding: chunked", "Content-Length: " + (5 + smuggled.length())),
                List.of("Content-Length: 4", "Content-Length: 5"),
                List.of("Content-Length: -1"),
                List.of("Content-Length: 4x"),
                List.of("Transfer-Encoding: xchunked", "Content-Length: 4"))) {
            try (var connection = new RawConnection()) {
                connection.send(head(Stream.concat(lengths.stream(), Stream.of(signature))
                                .toArray(String[]::new)) + "0\r\n\r\n" + smuggled);

                assertThat(connection.status()).as("%s", lengths).isIn(400, 401, 413);
                assertThat(connection.status()).as("%s, second answer", lengths).isEqualTo(CUT);
            }
        }
    }

    @Test
    @Tag("F16")
    void aSlowBodyIsCutAndNobodyElseWaits() {
        var slow = Stream.generate(RawConnection::new).limit(100).toList();
        try {
            slow.forEach(it -> it.send(head("Content-Length: 100", signature) + "x"));
            var began = System.nanoTime();

            assertThat(Hook.deliver(body)).isEqualTo(200);
            assertThat(slow).allSatisfy(it -> assertThat(it.status()).isEqualTo(408));
            assertThat(slow).allSatisfy(it -> assertThat(it.isCut()).isTrue());

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        } finally {
            slow.forEach(RawConnection::close);
        }
    }

    @Test
    @Tag("F16")
    void slowHeadersDisturbNobody() {
        var slow = Stream.generate(RawConnection::new).limit(500).toList();
        try {
            slow.forEach(it -> it.send("POST " + Hook.PATH + " HTTP/1.1\r\nHost: local"));

            for (int i = 0; i < 20; i++) {
                assertThat(Hook.deliver(body)).isEqualTo(200);
                slow.forEach(it -> it.send("h"));
            }
        } finally {
            slow.forEach(RawConnection::close);
        }
    }

    private double refused(String reason) {
        return meters.counter("tributary.webhooks.refused", "reason", reason).count();
    }
}
