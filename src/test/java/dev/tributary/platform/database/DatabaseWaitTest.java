package dev.tributary.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DatabaseWaitTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final InetSocketAddress address = free();
    private volatile @Nullable String failure;

    @Test
    @Tag("F55")
    void whileTheDatabaseIsAwayTheServerIsAliveAndNotReadyAndTakesNoWebhooks() throws Exception {
        failure = "08001";

        var wait = CompletableFuture.runAsync(() -> DatabaseWait.untilItAnswers(this::connect, address));

        await().ignoreExceptionsInstanceOf(ConnectException.class)
                .untilAsserted(() -> assertThat(status("GET", "/q/health/live")).isEqualTo(200));
        assertThat(status("GET", "/q/health/ready")).isEqualTo(503);
        assertThat(status("POST", "/hooks/tiktok/business")).isEqualTo(503);
        failure = "57P03"; // it is starting
        assertThat(wait).isNotDone();

        failure = null;

        wait.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> status("GET", "/q/health/live")).isInstanceOf(ConnectException.class);
    }

    @Test
    void whoIsRefusedDoesNotWait() {
        failure = "28P01";

        DatabaseWait.untilItAnswers(this::connect, address);
    }

    private void connect() throws SQLException {
        var state = failure;
        if (state != null) {
            throw new SQLException("said the test", state);
        }
    }

    private int status(String method, String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        var request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static InetSocketAddress free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
