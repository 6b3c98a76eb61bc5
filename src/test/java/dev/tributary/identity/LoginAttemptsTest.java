package dev.tributary.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final LoginAttempts attempts = new LoginAttempts(
            new LoginConfig() {
                @Override
                public int attemptsPerAccount() {
                    return 3;
                }

                @Override
                public int attemptsPerAddress() {
                    return 5;
                }

                @Override
                public Duration window() {
                    return Duration.ofMinutes(15);
                }
            },
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    @Test
    void s18AnAccountIsGuardedFromManyAddresses() {
        for (var i = 0; i < 3; i++) {
            attempts.take("mina", "10.0.0." + i);
        }

        assertThatThrownBy(() -> attempts.take("mina", "10.0.0.9"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.type()).isEqualTo(IdentityProblem.TOO_MANY_ATTEMPTS);
                    assertThat(e.members().get(ProblemException.RETRY_AFTER))
                            .asInstanceOf(InstanceOfAssertFactories.LONG)
                            .isBetween(1L, 301L);
                });
    }

    @Test
    void s18ManyAccountsAreGuardedFromOneAddress() {
        for (var i = 0; i < 5; i++) {
            attempts.take("agent" + i, "10.0.0.1");
        }

        assertThatThrownBy(() -> attempts.take("agent9", "10.0.0.1")).isInstanceOf(ProblemException.class);
    }

    @Test
    void s18TheAddressesOfOneIpv6NetworkCountAsOne() {
        for (var i = 0; i < 5; i++) {
            attempts.take("agent" + i, "2001:db8:1:2::" + i);
        }

        assertThatThrownBy(() -> attempts.take("agent9", "2001:db8:1:2:ffff::1"))
                .isInstanceOf(ProblemException.class);
        assertThatCode(() -> attempts.take("agent9", "2001:db8:1:3::1")).doesNotThrowAnyException();
    }

    @Test
    void theRightPasswordForgivesTheSlipsBeforeIt() {
        attempts.take("mina", "10.0.0.1");
        attempts.take("mina", "10.0.0.1");
        attempts.take("mina", "10.0.0.1");
        attempts.succeeded("mina", "10.0.0.1");

        assertThatCode(() -> attempts.take("mina", "10.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    void attemptsComeBackWithTime() {
        for (var i = 0; i < 3; i++) {
            attempts.take("mina", "10.0.0." + i);
        }
        now = now.plus(Duration.ofMinutes(5));

        assertThatCode(() -> attempts.take("mina", "10.0.0.9")).doesNotThrowAnyException();
    }
}
