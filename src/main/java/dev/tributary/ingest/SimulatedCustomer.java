package dev.tributary.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes to an account as a customer would, where this server runs the simulator. Over HTTP, like everybody else. */
@ApplicationScoped
class SimulatedCustomer {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String HANDLE = "tributary_self_test";
    private static final String NAME = "Tributary self-test";

    private final boolean there;
    private final String control;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    SimulatedCustomer(
            @ConfigProperty(name = "tributary.simulator.enabled", defaultValue = "false") boolean there,
            @ConfigProperty(name = "tributary.simulator.host", defaultValue = "127.0.0.1") String host,
            @ConfigProperty(name = "tributary.simulator.port", defaultValue = "8090") int port) {
        this.there = there;
        this.control = "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port + "/control/";
    }

    /** The simulator did not take it. */
    static final class NotWritten extends Exception {

        private static final long serialVersionUID = 1L;

        NotWritten(String message) {
            super(message);
        }
    }

    boolean isThere() {
        return there;
    }

    /** The id of the message. */
    String writeTo(String openId) throws NotWritten {
        if (!isKnown()) {
            post("customers", Map.of("handle", HANDLE, "displayName", NAME));
        }
        var written = post("messages", Map.of("customer", HANDLE, "account", openId, "text", NAME));
        var id = written.path(0).path("id").textValue();
        if (id == null) {
            throw new NotWritten("The simulator names no message.");
        }
        return id;
    }

    private boolean isKnown() throws NotWritten {
        for (var it :
                call(HttpRequest.newBuilder(URI.create(control + "customers")).GET())) {
            if (HANDLE.equals(it.path("handle").textValue())) {
                return true;
            }
        }
        return false;
    }

    private JsonNode post(String call, Map<String, String> body) throws NotWritten {
        return call(HttpRequest.newBuilder(URI.create(control + call))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.valueToTree(body).toString())));
    }

    private JsonNode call(HttpRequest.Builder request) throws NotWritten {
        try {
            var answer = http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
            var tree = json.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new NotWritten("The simulator answered HTTP " + answer.statusCode() + ": "
                        + tree.path("error").asText());
            }
            return tree;
        } catch (IOException e) {
            throw new NotWritten(
                    "The simulator cannot be reached: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotWritten("The server is stopping.");
        }
    }
}
