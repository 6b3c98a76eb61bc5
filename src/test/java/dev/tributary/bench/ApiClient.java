package dev.tributary.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody who is logged in, calling the server's HTTP API as a browser does. */
public final class ApiClient {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    private ApiClient(URI server) {
        this.server = server;
    }

    public static ApiClient logIn(URI server, String email, String password) throws IOException, InterruptedException {
        var client = new ApiClient(server);
        client.post("/api/session", Map.of("email", email, "password", password));
        return client;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(server.resolve(path)));
    }

    public JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    JsonNode put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    private JsonNode send(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", cookies.getOrDefault("csrf-token", "none yet"))
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Where {@code location}, of this or another server, points on. */
    String redirect(URI location, boolean ours) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(location);
        var answer = ours ? send(request) : HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException(location + " answered " + answer.statusCode() + answer.body()));
    }

    public String cookies() {
        return cookies.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return Objects.<@Nullable String>requireNonNullElse(answer.body(), "").isEmpty()
                ? MissingNode.getInstance()
                : JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies());
        }
        var answer = HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        for (var it : answer.headers().allValues("Set-Cookie")) {
            var pair = it.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0].strip(), pair[1].strip());
        }
        return answer;
    }
}
