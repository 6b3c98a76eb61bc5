package dev.tributary.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.simulator.Signatures;
import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.testing.FreePorts;
import dev.tributary.testing.Hook;
import dev.tributary.testing.Payload;
import dev.tributary.testing.WebhookShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * The packaged server in a process of its own, with a database and a TikTok of its own. Its customers are paused after
 * their first words: from then on only the test speaks for them.
 */
final class RunningDemo implements AutoCloseable {

    /** What the demo gives everybody. */
    static final String PASSWORD = "tributary-demo";

    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final int simulatorPort;
    private final Path log;
    private final Process process;

    private RunningDemo(int port, int simulatorPort, Path log, Process process) {
        this.port = port;
        this.simulatorPort = simulatorPort;
        this.log = log;
        this.process = process;
    }

    static RunningDemo start(Path directory) throws IOException {
        if (!Files.exists(PROGRAM)) {
            throw new IllegalStateException("Package the server first: ./mvnw package -DskipTests");
        }
        int[] ports = {FreePorts.next(), FreePorts.next()};
        var log = Files.createDirectories(Path.of("target")).resolve("browser-it-server-" + ports[0] + ".log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Dquarkus.profile=demo",
                        "-Dquarkus.http.port=" + ports[0],
                        "-Dtributary.simulator.port=" + ports[1],
                        "-Dtributary.simulator.demo-rate=1",
                        "-Dtributary.database.directory=" + directory.resolve("data"),
                        "-jar",
                        PROGRAM.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var demo = new RunningDemo(ports[0], ports[1], log, process);
        try {
            demo.awaitCustomers();
            return demo;
        } catch (RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    private void awaitCustomers() {
        await("the demo to be ready; see " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .failFast("the server has ended; see " + log, () -> !process.isAlive())
                .ignoreExceptionsMatching(it -> it.getCause() instanceof IOException)
                .until(() -> control("GET", "demo", Map.of()).path("running").asBoolean());
        control("POST", "demo/pause", Map.of());
    }

    /** Where browsers find the inbox. */
    String url() {
        return "http://localhost:" + port;
    }

    /** Somebody new on TikTok. */
    void customer(String handle, String name) {
        control("POST", "customers", Map.of("handle", handle, "displayName", name));
    }

    /** An account at TikTok that nobody has bound. */
    void account(String handle, String name) {
        control("POST", "accounts", Map.of("handle", handle, "displayName", name));
    }

    /** The seller withdraws the consent in TikTok's app, and TikTok says so. */
    void cutOff(String account) {
        control("POST", "accounts/" + account + "/disconnect", Map.of());
    }

    /** A customer writes to an account. */
    void write(String customer, String account, String text) {
        control("POST", "messages", Map.of("customer", customer, "account", account, "text", text));
    }

    /** A customer sends a picture to an account. */
    void picture(String customer, String account) {
        control("POST", "images", Map.of("customer", customer, "account", account));
    }

    /**
     * Somebody with a name that no platform gives out writes to an account. The simulator refuses such names as well,
     * so this is told to the server past it, signed as by the platform.
     */
    void writeAs(String name, String account, String text) {
        var shop = new WebhookShop(UUID.randomUUID(), UUID.randomUUID(), openIdOf(account));
        var id = UUID.randomUUID().toString();
        var body = Payload.message(shop, "conversation-" + id, "message-" + id, text)
                .with(it -> {
                    it.put("from", name).put("unique_identifier", id).put("timestamp", System.currentTimeMillis());
                    it.withObject("from_user").put("id", id);
                })
                .bytes();
        var request = HttpRequest.newBuilder(URI.create(url() + Hook.PATH))
                .header(Signatures.HEADER, Hook.sign(SimulatorOptions.APP_SECRET, Hook.now(), body))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var status = Hook.send(request).statusCode();
        if (status != 200) {
            throw new IllegalStateException("The webhook was answered " + status);
        }
    }

    /** A customer comments on the first post of an account. */
    void comment(String customer, String account, String text) {
        control("POST", "comments", Map.of("customer", customer, "post", firstPostOf(account), "text", text));
    }

    /** A customer reads what the account has answered. */
    void read(String customer, String account) {
        control("POST", "reads", Map.of("customer", customer, "account", account));
    }

    /** Whether a customer has these words of ours before them, in a chat. */
    boolean hasRead(String customer, String text) {
        for (var chat : control("GET", "customers/" + customer + "/conversations", Map.of())) {
            for (var message : chat.path("messages")) {
                if (message.toString().contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many pictures of ours a customer has before them. */
    long picturesOfOurs(String customer) {
        return StreamSupport.stream(
                        control("GET", "customers/" + customer + "/conversations", Map.of())
                                .spliterator(),
                        false)
                .flatMap(it -> StreamSupport.stream(it.path("messages").spliterator(), false))
                .filter(it ->
                        !it.path("mine").asBoolean() && it.path("kind").asText().equals("IMAGE"))
                .count();
    }

    /** A customer taps on the button with these words of a card of ours. */
    void tap(String customer, String account, String title) {
        for (var chat : control("GET", "customers/" + customer + "/conversations", Map.of())) {
            for (var message : chat.path("messages")) {
                for (var button : message.path("payload").path("buttons")) {
                    if (button.path("title").asText().equals(title)) {
                        control(
                                "POST",
                                "taps",
                                Map.of(
                                        "customer",
                                        customer,
                                        "account",
                                        account,
                                        "messageId",
                                        message.path("id").asText(),
                                        "buttonId",
                                        button.path("id").asText()));
                        return;
                    }
                }
            }
        }
        throw new AssertionError(customer + " has no card with the button " + title);
    }

    /** Whether these words stand under the first post of an account. */
    boolean standsUnderPost(String account, String text) {
        return control("GET", "posts/" + firstPostOf(account) + "/comments", Map.of())
                .toString()
                .contains(text);
    }

    private String openIdOf(String account) {
        for (var it : control("GET", "accounts", Map.of())) {
            if (it.path("handle").asText().equals(account)) {
                return it.path("openId").asText();
            }
        }
        throw new IllegalArgumentException("There is no account " + account);
    }

    private String firstPostOf(String account) {
        var openId = openIdOf(account);
        for (var post : control("GET", "posts", Map.of())) {
            if (post.path("openId").asText().equals(openId)) {
                return post.path("id").asText();
            }
        }
        throw new IllegalArgumentException("The account has no post: " + account);
    }

    private JsonNode control(String method, String path, Map<String, String> body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulatorPort + "/control/" + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20));
        try {
            var bytes = method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            var answer = http.send(
                    request.method(method, bytes).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(method + " " + path + " was answered " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calling the simulator.", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
