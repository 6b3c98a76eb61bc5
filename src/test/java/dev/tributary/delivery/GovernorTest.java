package dev.tributary.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.CallBudget;
import dev.tributary.connector.Surface;
import dev.tributary.store.AccountId;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GovernorTest {

    private static final AccountId OURS = new AccountId(UUID.randomUUID());
    private static final AccountId OTHER = new AccountId(UUID.randomUUID());

    private final CallBudget budget = new CallBudget(2);
    private final Governor governor = governor(budget);

    private static Governor governor(CallBudget budget) {
        return new Governor(
                new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, 100, new DurationConverter())
                        .withMapping(DeliveryConfig.class)
                        .withDefaultValue("tributary.delivery.comment-calls-per-minute", "1")
                        .build()
                        .getConfigMapping(DeliveryConfig.class),
                budget);
    }

    @Test
    void allAccountsShareTheLimitForDirectMessages() {
        assertThat(send(OURS, Surface.DM)).isZero();
        assertThat(send(OTHER, Surface.DM)).isZero();

        assertThat(send(OURS, Surface.DM)).isPositive().isLessThanOrEqualTo(Duration.ofMillis(501));
    }

    @Test
    void everyAccountHasItsOwnLimitForCommentsOfEachKind() {
        var governor = governor(new CallBudget(10));
        assertThat(governor.take(OTHER, Surface.DM, Governor.Call.SEND)).isZero();
        for (var it : List.of(OURS, OTHER)) {
            assertThat(governor.take(it, Surface.COMMENT, Governor.Call.SEND)).isZero();
        }
        assertThat(governor.take(OURS, Surface.COMMENT, Governor.Call.READ_BACK))
                .isZero();

        assertThat(governor.take(OURS, Surface.COMMENT, Governor.Call.SEND)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void commentsCountForTheWholeAppToo() {
        assertThat(send(OURS, Surface.DM)).isZero();
        assertThat(send(OURS, Surface.COMMENT)).isZero();

        assertThat(send(OTHER, Surface.COMMENT)).isPositive().isLessThanOrEqualTo(Duration.ofMillis(501));
    }

    @Test
    void aPauseStopsOneAccountOnly() {
        governor.pause(OURS, Duration.ofMinutes(5));
        governor.pause(OURS, Duration.ofSeconds(1));

        assertThat(send(OURS, Surface.COMMENT)).isGreaterThan(Duration.ofMinutes(4));
        assertThat(send(OTHER, Surface.COMMENT)).isZero();
    }

    private Duration send(AccountId account, Surface surface) {
        return governor.take(account, surface, Governor.Call.SEND);
    }
}
