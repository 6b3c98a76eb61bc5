package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountHealthTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));

    @Test
    void anAccountThatMayDoEverythingForLongIsWell() {
        assertThat(AccountHealth.of(AccountState.CONNECTED, Set.of(), NEXT_YEAR, NOW))
                .isEqualTo(AccountHealth.OK);
    }

    @Test
    void aConsentThatEndsWithinAMonthIsAWarning() {
        assertThat(AccountHealth.of(AccountState.CONNECTED, Set.of(), NOW.plus(Duration.ofDays(29)), NOW))
                .isEqualTo(AccountHealth.WARNING);
    }

    @Test
    void aMissingPermissionIsAWarningThatNamesTheFeature() {
        var missing = Feature.missingFrom(
                Set.of("message.list.read", "comment.list", "comment.list.manage", "video.list", "user.info.basic"));

        assertThat(missing).containsExactly(Feature.SEND_DM);
        assertThat(AccountHealth.of(AccountState.CONNECTED, missing, NEXT_YEAR, NOW))
                .isEqualTo(AccountHealth.WARNING);
    }

    @Test
    void anAccountThatMustBeConnectedAgainIsBrokenWhateverElse() {
        assertThat(AccountHealth.of(AccountState.NEEDS_RECONNECT, Set.of(), NEXT_YEAR, NOW))
                .isEqualTo(AccountHealth.BROKEN);
    }

    @ParameterizedTest
    @CsvSource({"31, ", "30, MONTH", "8, MONTH", "7, WEEK", "2, WEEK", "1, DAY", "0, ENDED", "-3, ENDED"})
    void theEndOfAConsentIsWarnedOfThirtySevenAndOneDayAhead(int days, @Nullable ConsentNotice expected) {
        assertThat(ConsentNotice.of(NOW.plus(Duration.ofDays(days)), NOW)).isEqualTo(expected);
    }
}
