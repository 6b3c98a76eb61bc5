package dev.tributary.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Browsers that go away are no fault of the server. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ClosedConnectionTest {

    private static final String BODY = "{\"email\":\"nobody@example.com\",\"password\":\"violet kettle\"}";

    private final Ear ear = new Ear();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(ear);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(ear);
    }

    @Test
    void whoeverGoesWhileTheyAreAnsweredLeavesNoIncident() throws IOException {
        goneAfter(BODY.length(), BODY);

        nothingIsWrong();
    }

    @Test
    void whoeverGoesInTheMiddleOfTheRequestLeavesNoIncident() throws IOException {
        goneAfter(BODY.length(), BODY.substring(0, 20));

        nothingIsWrong();
    }

    private void goneAfter(int length, String sent) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoLinger(true, 0);
            var request = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + length + "\r\n\r\n" + sent;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }

    private void nothingIsWrong() {
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(ear.heard).isEmpty());
    }

    private static final class Ear extends Handler {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                heard.add(line.getLoggerName() + ": " + line.getMessage() + " " + line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
