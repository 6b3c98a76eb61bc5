package dev.tributary.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.bench.ApiClient;
import dev.tributary.bench.PackagedServer;
import dev.tributary.bench.Shops;
import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged server and its PostgreSQL while webhooks come in. What was answered 200 is there afterwards, once;
 * what was not is delivered again, as TikTok does, and is there once as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

    private static final long SEED = Long.getLong("seed", 20_260_301L);

    /** What F57 promises. It takes two seconds where nothing else runs. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Random random = new Random(SEED);
    private Path directory;
    private Simulator simulator;
    private PackagedServer server;
    private Deliveries deliveries;

    @BeforeAll
    void openAShop(@TempDir Path folder) throws IOException, InterruptedException {
        directory = folder;
        simulator = Simulator.start(SimulatorOptions.inMemory());
        server = PackagedServer.start(directory, simulator);
        var shops = Shops.bind(server, logIn(), simulator, 1);
        deliveries = new Deliveries(shops.openIds().get(0), Clock.systemUTC());
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
            Files.copy(
                    directory.resolve("server.log"),
                    Path.of("target/crash-it-server.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    @Tag("F65")
    @Tag("F69")
    void aKilledServerLosesNothingThatItAcknowledged() throws Exception {
        for (int round = 0; round < 2; round++) {
            deliveries.until(server.address(), somewhere(), server::kill);
            assertThat(deliveries.waiting()).isPositive();

            restart();
        }
        everythingIsThereOnce();
    }

    @Test
    @Tag("F56")
    @Tag("F57")
    @Tag("F65")
    void aServerWhosePostgresIsKilledGetsItBackByItselfAndLosesNothing() throws Exception {
        for (int round = 0; round < 2; round++) {
            deliveries.until(server.address(), somewhere(), this::killPostgres);
            assertThat(deliveries.waiting()).isPositive();

            await("PostgreSQL to be back")
                    .atMost(BACK_WITHIN)
                    .pollInSameThread()
                    .until(() -> deliveries.again(server.address()));
        }
        everythingIsThereOnce();
        assertThat(log()).contains("The PostgreSQL of our own is gone", "The PostgreSQL of our own is back");
    }

    @Test
    @Tag("F57")
    @Tag("F69")
    void aMachineThatLosesItsPowerLosesNothingThatItAcknowledged() throws Exception {
        deliveries.until(server.address(), somewhere(), () -> {
            killPostgres();
            server.kill();
        });

        // Had the server time to revive it, then this one is its second.
        killPostgres();
        restart();
        everythingIsThereOnce();
    }

    @Test
    @Tag("F73")
    void aSecondServerOnTheSameFolderRefusesToStartAndDisturbsNobody() throws Exception {
        assertThatThrownBy(() -> PackagedServer.start(directory, simulator)).isInstanceOf(IOException.class);

        assertThat(log())
                .contains("Another Tributary server is running on")
                .contains("set tributary.database.directory to another folder");
        everythingIsThereOnce();
    }

    @Test
    void aCleanRestartKeepsEverything() throws Exception {
        deliveries.until(server.address(), somewhere(), () -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        restart();
        everythingIsThereOnce();
    }

    /** An acknowledgement, drawn by chance: the moment of the crash. */
    private int somewhere() {
        return 50 + random.nextInt(300);
    }

    private void restart() throws IOException {
        server = PackagedServer.start(directory, simulator);
        await().atMost(PATIENCE).pollInSameThread().until(() -> deliveries.again(server.address()));
    }

    private void killPostgres() {
        try {
            PackagedServer.killPostgres(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void everythingIsThereOnce() throws Exception {
        await("everything to be applied")
                .atMost(PATIENCE)
                .until(() -> number("SELECT count(*) FROM raw_event_waiting") == 0);

        assertThat(deliveries.acknowledged()).as("-Dseed=%d", SEED).hasSize(deliveries.sent());
        assertThat(shown())
                .as("-Dseed=%d", SEED)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(deliveries.acknowledged());
        assertThat(number("SELECT count(*) FROM raw_event")).isEqualTo(deliveries.sent());
        assertThat(number("SELECT count(*) FROM raw_event_verdict"))
                .as("not simply applied")
                .isZero();
        assertThat(number("SELECT sum(inbound_count) FROM conversation")).isEqualTo(deliveries.sent());
        assertThat(number("SELECT sum(last_seq) FROM change_stream"))
                .as("numbers of changes, without a gap")
                .isEqualTo(number("SELECT count(*) FROM change"));
        assertThat(deliveries.answers()).isSubsetOf(200, 503);
    }

    /** The words of all messages, read as a browser reads them. */
    private List<String> shown() throws IOException, InterruptedException {
        var api = logIn();
        var words = new ArrayList<String>();
        var page = "";
        do {
            var conversations = api.get("/api/conversations?limit=100" + page);
            for (var it : conversations.path("items")) {
                addWordsOf(api, it.path("id").asText(), words);
            }
            page = next("after", conversations.path("next").textValue());
        } while (!page.isEmpty());
        return words;
    }

    private static void addWordsOf(ApiClient api, String conversation, List<String> words)
            throws IOException, InterruptedException {
        var page = "";
        do {
            var messages = api.get("/api/conversations/" + conversation + "/messages?limit=100" + page);
            for (var it : messages.path("items")) {
                words.add(it.path("text").asText());
            }
            page = next("before", messages.path("next").textValue());
        } while (!page.isEmpty());
    }

    private static String next(String name, @Nullable String cursor) {
        return cursor == null ? "" : "&" + name + "=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private ApiClient logIn() throws IOException, InterruptedException {
        return ApiClient.logIn(server.address(), PackagedServer.EMAIL, PackagedServer.PASSWORD);
    }

    private long number(String sql) throws IOException, SQLException {
        try (var db = server.connect();
                var statement = db.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("server.log"));
    }
}
