package dev.tributary.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Surface;
import dev.tributary.store.AccountId;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GovernorTest {

    private static final AccountId OURS = new AccountId(UUID.randomUUID());
    private static final AccountId OTHER = new AccountId(UUID.randomUUID());

    private final Governor governor = new Governor(new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(DeliveryConfig.class)
            .withDefaultValue("tributary.delivery.message-calls-per-second", "2")
            .withDefaultValue("tributary.delivery.comment-calls-per-minute", "1")
            .build()
            .getConfigMapping(DeliveryConfig.class));

    @Test
    void allAccountsShareTheLimitForDirectMessages() {
        assertThat(send(OURS, Surface.DM)).isZero();
        assertThat(send(OTHER, Surface.DM)).isZero();

        assertThat(send(OURS, Surface.DM)).isPositive().isLessThanOrEqualTo(Duration.ofMillis(501));
    }

    @Test
    void everyAccountHasItsOwnLimitForCommentsOfEachKind() {
        assertThat(send(OURS, Surface.COMMENT)).isZero();
        assertThat(send(OTHER, Surface.COMMENT)).isZero();
        assertThat(governor.take(OURS, Surface.COMMENT, Governor.Call.READ_BACK))
                .isZero();

        assertThat(send(OURS, Surface.COMMENT)).isPositive();
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
