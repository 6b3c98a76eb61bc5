package dev.tributary.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.tributary.store.AccountAlerts;
import dev.tributary.store.AccountHealth;
import dev.tributary.store.AccountService;
import dev.tributary.store.AlertFilter;
import dev.tributary.store.AlertKind;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HealthWatchTest {

    @Inject
    HealthWatch watch;

    @Inject
    AccountService accounts;

    @Inject
    AccountAlerts alerts;

    private Watched it;

    @BeforeEach
    void openAShop() {
        it = Watched.open();
        watch.look();
        assertThat(it.alerts()).isEmpty();
    }

    @AfterEach
    void forgetSubscriptions() {
        it.sql("DELETE FROM webhook_subscription");
    }

    @ParameterizedTest
    @MethodSource("facts")
    void anAlertOpensOnceAndClearsByFacts(
            AlertKind kind, Map<String, Object> args, Consumer<Watched> begin, Consumer<Watched> end) {
        var changes = it.changes();

        begin.accept(it);
        watch.look();
        watch.look();

        assertThat(it.shown().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(kind);
            assertThat(alert.args()).containsAllEntriesOf(args);
        });
        assertThat(it.shown().health().name()).isEqualTo(kind.severity().name());
        assertThat(it.rows(kind)).isEqualTo(1);
        assertThat(it.changes()).isEqualTo(changes + 1);

        end.accept(it);
        watch.look();
        watch.look();

        assertThat(it.alerts()).isEmpty();
        assertThat(it.shown().health()).isEqualTo(AccountHealth.OK);
        assertThat(it.rows(kind)).isEqualTo(1);
        assertThat(it.changes()).isEqualTo(changes + 2);
        assertThat(alerts.page(new AlertFilter(Set.of(it.store()), null, false), null, 10))
                .singleElement()
                .satisfies(past -> assertThat(past.clearedAt()).isAfterOrEqualTo(past.since()));
    }

    static Stream<Arguments> facts() {
        return Stream.of(
                fact(
                        AlertKind.NEEDS_RECONNECT,
                        Map.of("reason", "withdrawn"),
                        "UPDATE account SET state = 'NEEDS_RECONNECT', state_reason = 'withdrawn' WHERE id = :account",
                        "UPDATE account SET state = 'CONNECTED', state_reason = NULL WHERE id = :account"),
                fact(
                        AlertKind.TOKEN_NOT_RENEWED,
                        Map.of("failure", "no answer"),
                        "UPDATE account_credential SET renewal_failures = 2, renewal_failure = 'no answer',"
                                + " access_expires_at = now() + interval '10 minutes' WHERE account_id = :account",
                        "UPDATE account_credential SET renewal_failures = 0 WHERE account_id = :account"),
                fact(
                        AlertKind.CONSENT_ENDING,
                        Map.of("notice", "WEEK"),
                        "UPDATE account_credential SET refresh_expires_at = now() + interval '5 days'"
                                + " WHERE account_id = :account",
                        "UPDATE account_credential SET refresh_expires_at = now() + interval '1 year'"
                                + " WHERE account_id = :account"),
                fact(
                        AlertKind.PERMISSION_MISSING,
                        Map.of("features", "SEND_DM,READ_COMMENTS,WRITE_COMMENTS,READ_POSTS"),
                        "UPDATE account SET scopes = 'message.list.read' WHERE id = :account",
                        "UPDATE account SET scopes = '" + Watched.EVERYTHING + "' WHERE id = :account"),
                subscription(AlertKind.MESSAGES_NOT_SUBSCRIBED, "DIRECT_MESSAGE", "MESSAGES_NOT_SUBSCRIBED", Map.of()),
                subscription(AlertKind.COMMENTS_NOT_SUBSCRIBED, "COMMENT", "COMMENTS_NOT_SUBSCRIBED", Map.of()),
                subscription(
                        AlertKind.WEBHOOKS_ELSEWHERE,
                        "COMMENT",
                        "ANOTHER_ADDRESS",
                        Map.of("topic", "COMMENT", "callbackUrl", "https://other.example")),
                subscription(AlertKind.SOME_POSTS_ONLY, "COMMENT", "SOME_POSTS_ONLY", Map.of("posts", 2)),
                fact(AlertKind.SILENT, Map.of("usualGapSeconds", 3600), heardEveryHourUntil(6), heardEveryHourUntil(0)),
                Arguments.of(
                        AlertKind.BACKLOG,
                        Map.of("waiting", 1),
                        doing(
                                "a webhook waits",
                                it -> it.webhookCame("INSERT INTO raw_event_waiting (event_id, next_attempt_at)"
                                        + " SELECT id, now() + interval '1 day' FROM came")),
                        doing(
                                "it is handled",
                                it -> it.webhookCame(
                                        "DELETE FROM raw_event_waiting WHERE event_id = (SELECT id FROM came)"))),
                Arguments.of(
                        AlertKind.PARKED,
                        Map.of("count", 1),
                        doing(
                                "a webhook is parked",
                                it -> it.webhookCame(
                                        "INSERT INTO raw_event_verdict (event_id, platform, outcome, reason)"
                                                + " SELECT id, 'TIKTOK_BUSINESS', 'PARKED', 'odd' FROM came")),
                        doing(
                                "it is replayed",
                                it -> it.webhookCame(
                                        "DELETE FROM raw_event_verdict WHERE event_id = (SELECT id FROM came)"))),
                Arguments.of(
                        AlertKind.SENDS_FAILING,
                        Map.of("failed", 3, "of", 5, "code", "40064"),
                        doing("replies fail", it -> {
                            it.repliesBecame("SENT", "NULL", 2);
                            it.repliesBecame("FAILED", "'40064'", 3);
                        }),
                        doing("they are sent", it -> it.repliesBecame("SENT", "NULL", 11))),
                fact(
                        AlertKind.READ_BACK_FAILING,
                        Map.of("failures", 2, "failure", "ill"),
                        "INSERT INTO reconciliation (account_id, store_id, due_at, cause, failures, last_failure)"
                                + " VALUES (:account, :store, now() + interval '1 hour', 'SCHEDULED', 2, 'ill')",
                        "UPDATE reconciliation SET failures = 0 WHERE account_id = :account"));
    }

    @Test
    @Tag("F92")
    void aQuotaOfTheDayThatIsUsedUpIsAnAlertOfEveryAccountUntilMidnight() {
        it.sql("INSERT INTO rate_pause (id, platform, reason, until)"
                + " VALUES (gen_random_uuid(), 'TIKTOK_BUSINESS', 'QUOTA_USED_UP', now() + interval '1 minute')");
        watch.look();
        assertThat(it.shown().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.QUOTA_USED_UP);
            assertThat(alert.args()).containsKey("until");
        });

        it.sql("UPDATE rate_pause SET until = now()");
        watch.look();

        assertThat(it.alerts()).isEmpty();
    }

    @Test
    void aWithdrawnConsentIsAnAlertInTheSameInstant() {
        accounts.disconnected(it.account().id(), "withdrawn by the seller");

        assertThat(it.alerts()).containsExactly(AlertKind.NEEDS_RECONNECT);
        assertThat(it.shown().health()).isEqualTo(AccountHealth.BROKEN);
    }

    @Test
    void numbersOfAnAlertFollowTheFactsAndTellNobody() {
        it.repliesBecame("FAILED", "'40064'", 3);
        watch.look();
        var changes = it.changes();

        it.repliesBecame("FAILED", "'40064'", 1);
        watch.look();

        assertThat(it.shown().alerts().get(0).args()).containsEntry("failed", 4);
        assertThat(it.changes()).isEqualTo(changes);
    }

    @Test
    void aUsualNightIsNoSilence() {
        // On each of ten days something came in 16 hours, and nothing in the 8 that end now.
        it.sql("""
                INSERT INTO recovery_hour (account_id, store_id, hour, by_webhook)
                SELECT :account, :store, hour, 3
                FROM generate_series(date_trunc('hour', now(), 'UTC') - interval '10 days',
                    date_trunc('hour', now(), 'UTC') - interval '8 hours', interval '1 hour') AS h (hour)
                WHERE mod((extract(epoch FROM date_trunc('hour', now(), 'UTC') - hour) / 3600)::int, 24) >= 8
                """);

        watch.look();

        assertThat(it.alerts()).isEmpty();
    }

    @Test
    void whatIsHardlyEverUsedIsNeverSilent() {
        it.sql("""
                INSERT INTO recovery_hour (account_id, store_id, hour, by_webhook)
                SELECT :account, :store, date_trunc('hour', now(), 'UTC') - make_interval(days => d), 1
                FROM generate_series(3, 13) AS d
                """);

        watch.look();

        assertThat(it.alerts()).isEmpty();
    }

    @Test
    void someFailuresAmongManyRepliesAreNoAlert() {
        it.repliesBecame("SENT", "NULL", 13);
        it.repliesBecame("FAILED", "NULL", 3);

        watch.look();

        assertThat(it.alerts()).isEmpty();
    }

    private static Arguments fact(AlertKind kind, Map<String, Object> args, String begin, String end) {
        return Arguments.of(kind, args, doing("it begins", it -> it.sql(begin)), doing("it ends", it -> it.sql(end)));
    }

    private static Arguments subscription(AlertKind kind, String topic, String warning, Map<String, Object> args) {
        return fact(
                kind,
                args,
                "INSERT INTO webhook_subscription (platform, topic, callback_url, posts, warning, checked_at) VALUES"
                        + " ('TIKTOK_BUSINESS', '" + topic + "', 'https://other.example', '{7,8}', '" + warning
                        + "', now())",
                "DELETE FROM webhook_subscription");
    }

    private static String heardEveryHourUntil(int hoursAgo) {
        return """
                INSERT INTO recovery_hour (account_id, store_id, hour, by_webhook, last_message_at)
                SELECT :account, :store, hour, 3, hour
                FROM generate_series(date_trunc('hour', now(), 'UTC') - interval '10 days',
                    date_trunc('hour', now(), 'UTC') - interval '%d hours', interval '1 hour') AS h (hour)
                ON CONFLICT DO NOTHING
                """.formatted(hoursAgo);
    }

    private static Object doing(String what, Consumer<Watched> action) {
        return named(what, action);
    }
}
