package dev.tributary.store.web;

import static dev.tributary.testing.IngestTester.jdbi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.platform.secret.Secrets;
import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.store.AccountTokens;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Given;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.SimulatorControl;
import dev.tributary.testing.SimulatorInside;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account lives through binding, renewal, failure and its end, and its tokens and the app's secret are seen nowhere. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatorInside.class)
class SecretsLeakNowhereTest {

    private final SimulatorControl simulator =
            new SimulatorControl(ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class));
    private final Logger ours = Logger.getLogger("dev.tributary");
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final Colleague admin = Colleague.admin();

    @Inject
    Accounts accounts;

    @Inject
    AccountTokens tokens;

    @Inject
    Secrets encryption;

    private final Formatter everything = new PatternFormatter("%c %s%e");

    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(everything.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        ours.setLevel(Level.ALL);
        ear.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(ear);
        secrets.add(SimulatorOptions.APP_SECRET);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(ear);
        ours.setLevel(null);
        simulator.healFaults();
    }

    @Test
    @Tag("S24")
    void tokensAndSecretsAreInNoLogAnswerMetricOrReadableColumn() throws Exception {
        var store = Given.aStore().value();
        var handle = "shop" + UUID.randomUUID().toString().substring(0, 8);
        simulator.subscribe(SimulatorOptions.APP_ID, SimulatorOptions.APP_SECRET);
        simulator.post("accounts", Map.of("handle", handle));
        simulator.connect(admin, store, handle);
        var shop = accounts.all().stream()
                .filter(it -> handle.equals(it.handle()))
                .findFirst()
                .orElseThrow();
        remember(shop);
        see(admin.browser().post("/api/accounts/" + shop.id() + "/self-test"));

        simulator.post("accounts/" + handle + "/expire-tokens", Map.of());
        see(admin.browser().post("/api/accounts/" + shop.id() + "/self-test"));
        remember(shop);

        // TikTok repeats what it was given, in every refusal.
        for (var code : List.of(40_105, 50_000, 40_001, 40_100)) {
            simulator.post(
                    "faults",
                    Map.of("mode", "CODE", "code", code, "message", "not accepted: " + String.join(" ", secrets)));
            see(admin.browser().post("/api/accounts/" + shop.id() + "/self-test"));
            see(admin.browser().get("/api/admin/webhook-subscriptions"));
            see(admin.browser().post("/api/admin/webhook-subscriptions/COMMENT"));
            see(admin.browser().get("/api/stores/" + store + "/accounts"));
            simulator.healFaults();
        }
        see(admin.browser().get("/api/accounts/" + shop.id() + "/recovery"));
        see(admin.browser().get("/api/stores/" + store + "/history"));
        see(admin.browser().get("/oauth/tiktok/business/callback?code=" + secrets.get(0) + "&state=x"));
        see(admin.browser().delete("/api/accounts/" + shop.id()));
        see(RestAssured.given().get("/q/metrics"));
        see(RestAssured.given().get("/q/health"));

        assertThat(secrets).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> logged.stream()
                        .anyMatch(it -> it.contains("oauth2/refresh_token") || it.contains("business/get")));
        for (var secret : secrets) {
            assertThat(logged).noneMatch(it -> it.contains(secret));
            assertThat(answered).noneMatch(it -> it.contains(secret));
            assertThat(columnsWith(secret)).isEmpty();
        }
    }

    /** The tokens that the account has now. */
    private void remember(BoundAccount account) throws Exception {
        secrets.add(tokens.usable(account.id()).accessToken());
        var refresh = jdbi().withHandle(db -> db.select(
                        "SELECT refresh_token FROM account_credential WHERE account_id = ?",
                        account.id().value())
                .mapTo(byte[].class)
                .one());
        secrets.add(encryption.decrypt(refresh, "account_credential:" + account.id() + ":refresh"));
    }

    private void see(Response answer) {
        answered.add(answer.statusCode() + " " + answer.headers() + answer.asString());
    }

    /** Columns of any table in which it can be read. */
    private static List<String> columnsWith(String secret) {
        return jdbi().withHandle(db -> {
            var columns = db.createQuery("""
                            SELECT table_name, column_name, data_type FROM information_schema.columns
                            WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'bytea', 'character varying')
                            """).mapToMap().list();
            assertThat(columns).hasSizeGreaterThan(50);
            return columns.stream()
                    .filter(it -> db.select(
                                    "SELECT EXISTS (SELECT 1 FROM \"%s\" WHERE position(?::bytea IN %s) > 0)"
                                            .formatted(
                                                    it.get("table_name"),
                                                    "bytea".equals(it.get("data_type"))
                                                            ? "\"" + it.get("column_name") + "\""
                                                            : "convert_to(\"" + it.get("column_name")
                                                                    + "\"::text, 'UTF8')"),
                                    secret.getBytes(StandardCharsets.UTF_8))
                            .mapTo(boolean.class)
                            .one())
                    .map(it -> it.get("table_name") + "." + it.get("column_name"))
                    .toList();
        });
    }
}
