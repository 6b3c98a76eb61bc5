package dev.tributary.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.bench.ApiClient;
import dev.tributary.bench.PackagedServer;
import dev.tributary.bench.Shops;
import dev.tributary.simulator.Account;
import dev.tributary.simulator.Customer;
import dev.tributary.simulator.Fault;
import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.testing.Hook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged server at every point of a reply's way out. Wherever it was, the customer gets the reply at most
 * once, and the agent sees it exactly once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("F69")
class ReplyCrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SEND = "business/message/send/";

    /** Nobody waits a minute to find out that the server died, nor for TikTok to be asked. */
    private static final String[] QUICK = {
        "-Dtributary.delivery.lease=3s",
        "-Dtributary.delivery.sweep-every=1s",
        "-Dtributary.delivery.read-back-after=1s,4s"
    };

    private Path directory;
    private Simulator simulator;
    private PackagedServer server;
    private Account account;
    private Customer customer;
    private String conversation;
    private int customers;

    @BeforeAll
    void openAShop(@TempDir Path folder) throws IOException, InterruptedException {
        directory = folder;
        simulator = Simulator.start(SimulatorOptions.inMemory());
        server = PackagedServer.start(directory, simulator, QUICK);
        simulator.subscribe("DIRECT_MESSAGE", server.address() + Hook.PATH);
        var openId = Shops.bind(server, logIn(), simulator, 1).openIds().get(0);
        account = simulator.world().account(openId).orElseThrow();
    }

    @AfterAll
    void leaveNothingRunning() throws IOException {
        simulator.close();
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            PackagedServer.killPostgres(directory);
        }
    }

    @BeforeEach
    void aCustomerWrites() throws IOException, InterruptedException {
        var handle = "kari" + customers++;
        customer = simulator.world().addCustomer(handle, handle, "en");
        simulator.world().customerWrites(customer, account, "Is it in stock? " + handle);
        var api = logIn();
        conversation = await().atMost(PATIENCE)
                .until(
                        () -> stream(api.get("/api/conversations?q=" + handle).path("items"))
                                .map(it -> it.path("id").asText())
                                .findFirst()
                                .orElse(""),
                        it -> !it.isEmpty());
    }

    @AfterEach
    void heal() {
        simulator.faults().clear();
    }

    @Test
    void beforeItIsBegunItIsSentAfterwards() throws Exception {
        try (var db = server.connect()) {
            // Whoever has claimed the reply needs the account's token, and waits for us.
            db.setAutoCommit(false);
            execute(db, "LOCK TABLE account_credential IN ACCESS EXCLUSIVE MODE");
            say("It is!");
            await().atMost(PATIENCE).until(() -> somebodyWaits(db));
            server.kill();
        }
        restart();

        becomes("It is!", "SENT");
        thenTheCustomerHas("It is!", 1);
    }

    @Test
    void beforeTikTokHasItAPersonDecides() throws Exception {
        server.close();
        try (var nobody = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            // It is connected to, and never answers.
            restart("-Dtributary.tiktok.business.api-url=http://127.0.0.1:" + nobody.getLocalPort());
            say("It is!");
            becomes("It is!", "SENDING");
            server.kill();
        }
        restart();

        becomes("It is!", "UNCERTAIN");
        await("TikTok to be asked for the last time")
                .atMost(PATIENCE)
                .until(() -> number("SELECT count(*) FROM delivery") == 0);
        becomes("It is!", "UNCERTAIN");
        thenTheCustomerHas("It is!", 0);
    }

    @Test
    @Tag("F82")
    void whileTikTokHasItItIsFoundThere() throws Exception {
        simulator.faults().add(Fault.once(SEND, Fault.Mode.STORE_THEN_HANG));
        say("It is!");
        await().atMost(PATIENCE).until(() -> received("It is!") == 1);
        server.kill();
        restart();

        becomes("It is!", "SENT");
        thenTheCustomerHas("It is!", 1);
    }

    @Test
    void afterTheAnswerAndBeforeItIsWrittenDownItIsFoundThere() throws Exception {
        simulator.faults().add(Fault.slow(SEND, Duration.ofSeconds(1), 1));
        say("It is!");
        try (var db = server.connect()) {
            db.setAutoCommit(false);
            becomes("It is!", "SENDING");
            execute(db, "SELECT 1 FROM conversation WHERE id = '" + conversation + "' FOR UPDATE");
            await("the answer to be written down").atMost(PATIENCE).until(() -> somebodyWaits(db));
            server.kill();
        }
        restart();

        becomes("It is!", "SENT");
        thenTheCustomerHas("It is!", 1);
    }

    @Test
    void afterTheAnswerIsWrittenDownNothingIsLeftToDo() throws Exception {
        say("It is!");
        becomes("It is!", "SENT");
        server.kill();
        restart();

        becomes("It is!", "SENT");
        thenTheCustomerHas("It is!", 1);
    }

    private void say(String text) throws IOException, InterruptedException {
        logIn().post(
                        "/api/conversations/" + conversation + "/messages",
                        Map.of("clientToken", conversation, "type", "TEXT", "text", text));
    }

    private void becomes(String text, String status) throws IOException, InterruptedException {
        var api = logIn();
        await(text + " to be " + status)
                .atMost(PATIENCE)
                .until(() -> bubbles(api, text), it -> it.equals(List.of(status)));
    }

    /** How far each of the bubbles with these words is. */
    private List<String> bubbles(ApiClient api, String text) throws IOException, InterruptedException {
        return stream(api.get("/api/conversations/" + conversation + "/messages")
                        .path("items"))
                .filter(it -> it.path("text").asText().equals(text))
                .map(it -> it.path("status").asText().replace("DELIVERED", "SENT"))
                .toList();
    }

    private void thenTheCustomerHas(String text, int times) throws IOException, InterruptedException {
        assertThat(received(text)).isEqualTo(times);
        assertThat(bubbles(logIn(), text)).hasSize(1);
    }

    private long received(String text) {
        return simulator.world().seenBy(customer).stream()
                .flatMap(it -> it.messages().stream())
                .filter(it -> !it.mine() && text.equals(it.text()))
                .count();
    }

    private void restart(String... properties) throws IOException {
        var all = Stream.concat(Arrays.stream(QUICK), Arrays.stream(properties)).toArray(String[]::new);
        server = PackagedServer.start(directory, simulator, all);
        simulator.subscribe("DIRECT_MESSAGE", server.address() + Hook.PATH);
    }

    private boolean somebodyWaits(Connection db) throws SQLException {
        try (var statement = db.createStatement();
                var row = statement.executeQuery(
                        "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private long number(String sql) throws IOException, SQLException {
        try (var db = server.connect();
                var statement = db.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection db, String sql) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    private ApiClient logIn() throws IOException, InterruptedException {
        return ApiClient.logIn(server.address(), PackagedServer.EMAIL, PackagedServer.PASSWORD);
    }
}
