package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Platform;
import dev.tributary.connector.WebhookTopic;
import dev.tributary.store.SubscriptionRows.Known;
import dev.tributary.store.WebhookSubscriptions.Warning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountHealthTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));
    private static final Set<String> EVERYTHING =
            Set.of("message.list.read", "message.list.send", "comment.list", "comment.list.manage", "video.list");

    @Test
    void anAccountThatMayDoEverythingForLongIsWell() {
        assertThat(facts(AccountState.CONNECTED, EVERYTHING, NEXT_YEAR, 0)).isEmpty();
        assertThat(AccountHealth.of(List.of())).isEqualTo(AccountHealth.OK);
    }

    @Test
    void aConsentThatEndsWithinAMonthIsAWarning() {
        var ends = NOW.plus(Duration.ofDays(29));

        assertThat(facts(AccountState.CONNECTED, EVERYTHING, ends, 0))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(AlertKind.CONSENT_ENDING);
                    assertThat(it.args()).isEqualTo(Map.of("endsAt", ends, "notice", ConsentNotice.MONTH));
                });
    }

    @Test
    void aMissingPermissionIsAWarningThatNamesTheFeature() {
        var scopes = Set.of("message.list.read", "comment.list", "video.list", "user.info.basic");

        assertThat(facts(AccountState.CONNECTED, scopes, NEXT_YEAR, 0))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(AlertKind.PERMISSION_MISSING);
                    assertThat(it.args()).isEqualTo(Map.of("features", "SEND_DM,WRITE_COMMENTS"));
                });
    }

    @Test
    void oneRenewalMayFailButNotTwoInARowBeforeTheTokenEnds() {
        assertThat(facts(AccountState.CONNECTED, EVERYTHING, NEXT_YEAR, 1)).isEmpty();
        assertThat(facts(AccountState.CONNECTED, EVERYTHING, NEXT_YEAR, 2))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(AlertKind.TOKEN_NOT_RENEWED);
                    assertThat(it.args()).isEqualTo(Map.of("expiresAt", NOW.plusSeconds(60), "failure", "no answer"));
                });
    }

    @Test
    void anAccountThatMustBeConnectedAgainIsBrokenWhateverElse() {
        assertThat(facts(AccountState.NEEDS_RECONNECT, EVERYTHING, NOW, 3))
                .extracting(AccountFact::kind)
                .containsExactly(AlertKind.NEEDS_RECONNECT);
        assertThat(AccountHealth.of(
                        List.of(alert(AlertKind.SILENT), alert(AlertKind.NEEDS_RECONNECT), alert(AlertKind.PARKED))))
                .isEqualTo(AccountHealth.BROKEN);
        assertThat(AccountHealth.of(List.of(alert(AlertKind.SILENT)))).isEqualTo(AccountHealth.WARNING);
    }

    @Test
    void whatIsWrongWithBothSubscriptionsIsToldOnce() {
        var elsewhere = Stream.of(WebhookTopic.values())
                .map(it -> new Known(
                        Platform.TIKTOK_BUSINESS,
                        it,
                        "https://other.example",
                        List.of(),
                        Warning.ANOTHER_ADDRESS,
                        NOW,
                        null,
                        null))
                .toList();
        var account = account(AccountState.CONNECTED, EVERYTHING, NEXT_YEAR, 0);

        assertThat(AccountFacts.of(List.of(account), elsewhere, Clock.fixed(NOW, ZoneOffset.UTC)))
                .extracting(AccountFact::kind)
                .containsExactly(AlertKind.WEBHOOKS_ELSEWHERE);
    }

    @ParameterizedTest
    @CsvSource({"31, ", "30, MONTH", "8, MONTH", "7, WEEK", "2, WEEK", "1, DAY", "0, ENDED", "-3, ENDED"})
    void theEndOfAConsentIsWarnedOfThirtySevenAndOneDayAhead(int days, @Nullable ConsentNotice expected) {
        assertThat(ConsentNotice.of(NOW.plus(Duration.ofDays(days)), NOW)).isEqualTo(expected);
    }

    private static List<AccountFact> facts(
            AccountState state, Set<String> scopes, Instant consentEnds, int renewalFailures) {
        return AccountFacts.of(
                List.of(account(state, scopes, consentEnds, renewalFailures)),
                List.of(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static AccountFacts.State account(
            AccountState state, Set<String> scopes, Instant consentEnds, int renewalFailures) {
        return new AccountFacts.State(
                new AccountId(UUID.randomUUID()),
                Platform.TIKTOK_BUSINESS,
                state,
                "withdrawn",
                scopes,
                NOW.plusSeconds(60),
                consentEnds,
                renewalFailures,
                "no answer");
    }

    private static AccountAlert alert(AlertKind kind) {
        return new AccountAlert(kind, kind.severity(), NOW, Map.of());
    }
}
