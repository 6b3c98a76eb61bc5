package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A client as bare as curl: the tests say on their own what goes over the wire. */
final class Wire {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Simulator simulator;

    Wire(Simulator simulator) {
        this.simulator = simulator;
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> browse(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).build());
    }

    /** @param query raw, already encoded */
    HttpResponse<String> rawGet(String token, String path, String query) {
        return send(HttpRequest.newBuilder(URI.create(simulator.apiUrl() + "/" + path + "?" + query))
                .header("Access-Token", token)
                .timeout(Duration.ofSeconds(5))
                .build());
    }

    JsonNode get(String token, String path, Map<String, String> query) {
        return json(rawGet(token, path, encoded(query)));
    }

    JsonNode post(String token, String path, String body) {
        return json(rawPost(token, path, body));
    }

    HttpResponse<String> rawPost(String token, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(simulator.apiUrl() + "/" + path))
                .header("Access-Token", token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Calls that know the app by its secret carry no token. */
    JsonNode app(String path, String body) {
        return json(send(HttpRequest.newBuilder(URI.create(simulator.apiUrl() + "/" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    JsonNode control(String method, String path, String body) {
        return json(send(HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/control/" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }

    static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
