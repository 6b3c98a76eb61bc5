package dev.tributary.testing;

import dev.tributary.simulator.Signatures;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Delivers webhooks as TikTok does. */
public final class Hook {

    public static final String PATH = "/hooks/tiktok/business";

    /** So many deliveries are under way at once; more would only test the client. */
    private static final int AT_ONCE = 64;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private Hook() {}

    /** The status of the answer. */
    public static int deliver(byte[] body) {
        return deliver(body, sign(body));
    }

    public static int deliver(String body) {
        return deliver(body.getBytes(StandardCharsets.UTF_8));
    }

    public static int deliver(byte[] body, String signature) {
        return send(request(body, signature).build()).statusCode();
    }

    /** The statuses of the answers, in the order of the bodies. */
    public static List<Integer> deliverAtOnce(List<byte[]> bodies) {
        var free = new Semaphore(AT_ONCE);
        var underWay = bodies.stream().map(it -> deliverLater(it, free)).toList();
        return underWay.stream().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<Integer> deliverLater(byte[] body, Semaphore free) {
        free.acquireUninterruptibly();
        return HTTP.sendAsync(request(body, sign(body)).build(), BodyHandlers.discarding())
                .whenComplete((answer, failure) -> free.release())
                .thenApply(HttpResponse::statusCode);
    }

    public static HttpRequest.Builder request(byte[] body, String signature) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + PATH))
                .header(Signatures.HEADER, signature)
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(body));
    }

    public static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while delivering", e);
        }
    }

    public static String sign(byte[] body) {
        return sign(ConfiguredTikTok.SECRET, now(), body);
    }

    public static String sign(String secret, long epochSeconds, byte[] body) {
        return Signatures.header(secret, epochSeconds, body);
    }

    public static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
