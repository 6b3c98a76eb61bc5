package dev.tributary.platform.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.identity.Scope;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether a body says how long it is or not, and whatever it is for: there is a limit. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@Tag("S21")
class BodyLimitTest {

    private static final int CUT = 0;
    private static final int QUARTER_MEGABYTE = 256 * 1024;
    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;
    private static final String EVIDENCE = "/api/stores/01a20628-390d-7103-8c5a-6ce0f430a2bc/evidence";

    private final Colleague admin = Colleague.admin();

    @Test
    void aBodyOfTheApiIsHeldToTheSmallLimit() throws Exception {
        assertThat(post("/api/stores", declared(QUARTER_MEGABYTE))).isEqualTo(400);
        assertThat(post("/api/stores", declared(QUARTER_MEGABYTE + 1))).isEqualTo(413);
        assertThat(post("/api/stores", declared(4 * FIVE_MEGABYTES))).isEqualTo(413);
        assertThat(post("/api/stores", declared(8 * FIVE_MEGABYTES))).isIn(413, CUT);
        assertThat(post("/api/stores", endless(QUARTER_MEGABYTE))).isEqualTo(400);
        assertThat(post("/api/stores", endless(QUARTER_MEGABYTE + 100_000))).isIn(413, CUT);
    }

    @Test
    void anUploadIsHeldToItsOwnAndNothingBesideItIsAnUpload() throws Exception {
        assertThat(post(EVIDENCE, declared(FIVE_MEGABYTES))).isEqualTo(404);
        assertThat(post(EVIDENCE, declared(FIVE_MEGABYTES + 1))).isEqualTo(413);
        assertThat(post(EVIDENCE + "/more", declared(FIVE_MEGABYTES))).isEqualTo(413);
        assertThat(post(EVIDENCE + "/../accounts/authorizations", declared(FIVE_MEGABYTES)))
                .isEqualTo(413);
    }

    private int post(String path, BodyPublisher body) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + admin.token(Scope.WRITE, Scope.ADMIN))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException cut) {
            return CUT;
        }
    }

    private static BodyPublisher declared(int length) {
        return BodyPublishers.ofByteArray(text(length));
    }

    private static BodyPublisher endless(int length) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text(length)));
    }

    private static byte[] text(int length) {
        return " ".repeat(length).getBytes(US_ASCII);
    }
}
