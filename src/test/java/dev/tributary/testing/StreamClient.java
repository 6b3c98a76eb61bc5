package dev.tributary.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the stream over a real socket, as a browser or a program does. */
public final class StreamClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile @Nullable Integer closeCode;

    private StreamClient(String query, String... headers) {
        var builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(URI.create("ws://localhost:" + RestAssured.port + "/api/stream" + query), this)
                .join();
    }

    /** @param query empty, or beginning with a question mark */
    public static StreamClient browser(Colleague who, String query) {
        return with(query, "Cookie", "tributary-session=" + who.secret(), "Origin", ownOrigin());
    }

    public static StreamClient program(String token, String query) {
        return with(query, "Authorization", "Bearer " + token);
    }

    /** With exactly these headers; a refusal is thrown as what the JDK makes of it. */
    public static StreamClient with(String query, String... headers) {
        try {
            return new StreamClient(query, headers);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException it ? it : e;
        }
    }

    public static String ownOrigin() {
        return "http://localhost:" + RestAssured.port;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            try {
                frames.add(JSON.readTree(partial.toString()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(partial.toString(), e);
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        return null;
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    /** The frames that carry a number of the stream: not greetings. */
    public List<JsonNode> numbered() {
        return frames.stream()
                .filter(it -> !List.of("hello", "reset", "pong", "error")
                        .contains(it.path("type").asText()))
                .toList();
    }

    public StreamClient awaitFrame(Predicate<JsonNode> wanted) {
        await().until(() -> frames.stream().anyMatch(wanted));
        return this;
    }

    public StreamClient awaitHello() {
        return awaitFrame(it -> it.path("type").asText().equals("hello"));
    }

    /** The number of the last frame; 0 before the first. */
    public long lastSeq() {
        return frames.isEmpty() ? 0 : frames.get(frames.size() - 1).path("seq").asLong();
    }

    public int awaitClose() {
        await().until(() -> closeCode != null);
        return closeCode == null ? 0 : closeCode;
    }

    public boolean isClosed() {
        return closeCode != null;
    }

    /** As when a train enters a tunnel. */
    public void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
