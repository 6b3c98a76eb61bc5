package dev.tributary.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The server's public HTTP API, used as any outside program would: a cookie jar, the CSRF proof, and JSON. */
final class DemoServer {

    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    DemoServer(URI base) {
        this.base = base;
    }

    /** The server said no, or something that is not an answer. */
    static final class Refused extends RuntimeException {
        private final int status;

        Refused(String what, HttpResponse<String> answer) {
            super(what + " was answered " + answer.statusCode() + ": " + answer.body());
            this.status = answer.statusCode();
        }

        int status() {
            return status;
        }
    }

    boolean isReady() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(base.resolve("/q/health/ready"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode get(String path) {
        return call("GET", path, null);
    }

    JsonNode post(String path, JsonNode body) {
        return call("POST", path, body);
    }

    JsonNode put(String path, JsonNode body) {
        return call("PUT", path, body);
    }

    private JsonNode call(String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        var proof = cookies.get("csrf-token");
        if (proof != null && !method.equals("GET")) {
            request.header("X-CSRF-TOKEN", proof);
        }
        var answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new Refused(method + " " + path, answer);
        }
        try {
            return answer.body().isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The server answered " + path + " with something that is not JSON.", e);
        }
    }

    /** Goes where a redirect points on this server, and answers where that one points to. It is not followed further. */
    String followOnce(URI location) {
        var path = location.getRawPath() + (location.getRawQuery() == null ? "" : "?" + location.getRawQuery());
        var answer = send(HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE));
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new Refused("The way back from TikTok", answer));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(it -> it.getKey() + "=" + it.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var answer = exchange(http, request.build());
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    static HttpResponse<String> exchange(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while calling " + request.uri().getPath() + ".", e);
        }
    }

    private void keep(String setCookie) {
        var pair = setCookie.substring(0, setCookie.indexOf(';') < 0 ? setCookie.length() : setCookie.indexOf(';'));
        var equals = pair.indexOf('=');
        if (equals > 0) {
            cookies.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
    }
}
