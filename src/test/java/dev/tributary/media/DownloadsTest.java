package dev.tributary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.connector.MediaAddress;
import dev.tributary.media.DownloadFailedException.Why;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host of media may do to us. The host is one on loopback, which only a developer can allow. */
class DownloadsTest {

    private static final int LIMIT = 100_000;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private String origin;
    private Downloads downloads;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        origin = "http://127.0.0.1:" + server.getAddress().getPort();
        downloads = new Downloads(
                vertx,
                new AllowedHosts(List.of(origin, "tiktokcdn.com")),
                InetAddress::getAllByName,
                LIMIT,
                Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        closing.countDown();
        downloads.close();
        server.stop(0);
        threads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aFileComesAsItIsAndTheHeadersAreShown() throws Exception {
        serve(exchange -> {
            var shown = "secret".equals(exchange.getRequestHeaders().getFirst("x-user"));
            answer(exchange, shown ? 200 : 403, new byte[50_000]);
        });

        downloads.fetch(new MediaAddress(URI.create(origin + "/a?b=c%2F"), Map.of("x-user", "secret")), file());

        assertThat(file()).hasBinaryContent(new byte[50_000]);
        assertThat(why()).isEqualTo(Why.GONE);
    }

    @Test
    @Tag("F41")
    void aHostThatNeverEndsIsLeft() throws Exception {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            closing.await(30, TimeUnit.SECONDS);
        });

        assertThat(why()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    @Tag("F41")
    void aHostThatNeverAnswersIsLeft() throws Exception {
        serve(exchange -> closing.await(30, TimeUnit.SECONDS));

        assertThat(why()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    @Tag("F41")
    void moreThanAllowedIsNotRead() throws Exception {
        serve(exchange -> answer(exchange, 200, new byte[LIMIT + 1]));
        assertThat(why()).isEqualTo(Why.TOO_LARGE);

        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var piece = new byte[10_000];
            try (var out = exchange.getResponseBody()) {
                for (var i = 0; i < 1_000_000; i++) {
                    out.write(piece);
                }
            }
        });
        assertThat(why()).isEqualTo(Why.TOO_LARGE);
        assertThat(Files.size(file())).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    @Tag("F41")
    @Tag("S3")
    void aRedirectIsNotFollowed() throws Exception {
        server.createContext("/elsewhere", exchange -> answer(exchange, 200, new byte[1]));
        serve(exchange -> {
            exchange.getResponseHeaders().add("Location", origin + "/elsewhere");
            answer(exchange, 302, new byte[0]);
        });

        assertThat(why()).isEqualTo(Why.NOT_ALLOWED);
        assertThat(asked).hasValue(1);
    }

    @Test
    @Tag("S3")
    void aNameThatLeadsToThisMachineIsNotFollowedAndIsLookedUpOnce() throws Exception {
        var lookedUp = new AtomicInteger();
        serve(exchange -> answer(exchange, 200, new byte[1]));
        // Public the first time, here the second: a client that looks twice is caught.
        try (var rebinding = new Downloads(
                vertx,
                new AllowedHosts(List.of("tiktokcdn.com")),
                host -> new InetAddress[] {
                    InetAddress.getByName(lookedUp.getAndIncrement() > 0 ? "198.51.100.7" : "127.0.0.1")
                },
                LIMIT,
                Duration.ofSeconds(2))) {
            var failure = catchThrowableOfType(
                    DownloadFailedException.class,
                    () -> rebinding.fetch(MediaAddress.open(URI.create("https://p16.tiktokcdn.com/a")), file()));

            assertThat(failure.why()).isEqualTo(Why.NOT_ALLOWED);
            assertThat(lookedUp).hasValue(1);
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void aHostThatIsIllMayBeAskedAgain() throws Exception {
        serve(exchange -> answer(exchange, 503, new byte[0]));

        assertThat(why()).isEqualTo(Why.UNREACHABLE);
    }

    private Why why() {
        return catchThrowableOfType(
                        DownloadFailedException.class,
                        () -> downloads.fetch(MediaAddress.open(URI.create(origin + "/a")), file()))
                .why();
    }

    private Path file() {
        return directory.resolve("file");
    }

    private void serve(Answer answer) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException e) {
            assertThat(e).as("the first one of this test").isNotNull();
        }
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
