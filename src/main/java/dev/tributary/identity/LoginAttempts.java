package dev.tributary.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.platform.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * Slows down guessing, by the account that is tried and by the address that tries. Kept in this process only: with
 * several nodes a guesser has so many times as many attempts.
 */
@ApplicationScoped
class LoginAttempts {

    private static final int REMEMBERED = 100_000;
    private static final int IPV6 = 16;
    private static final int IPV6_NETWORK = 8;

    private final Cache<String, Bucket> accounts;
    private final Cache<String, Bucket> addresses;
    private final LoginConfig config;
    private final Clock clock;

    LoginAttempts(LoginConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        // A bucket that was left alone for the window is full again, so forgetting it changes nothing.
        this.accounts = remembering(config.window());
        this.addresses = remembering(config.window());
    }

    /** Takes one attempt, or refuses with 429 and how long to wait. */
    void take(String account, String address) {
        take(addresses.get(network(address), it -> bucket(config.attemptsPerAddress())));
        take(accounts.get(account, it -> bucket(config.attemptsPerAccount())));
    }

    /** It was the right password: the attempts before it were slips of the same person. */
    void succeeded(String account, String address) {
        accounts.invalidate(account);
        addresses
                .get(network(address), it -> bucket(config.attemptsPerAddress()))
                .addTokens(1);
    }

    private static void take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw new ProblemException(
                    IdentityProblem.TOO_MANY_ATTEMPTS,
                    "Wait " + seconds + " seconds before trying again.",
                    Map.of(ProblemException.RETRY_AFTER, seconds));
        }
    }

    private Bucket bucket(int attempts) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, config.window()))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    private static Cache<String, Bucket> remembering(Duration window) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(window)
                .build();
    }

    /** One customer of an IPv6 provider has 2^64 addresses; all of them count as one. */
    private static String network(String address) {
        try {
            // A literal address, so nothing is looked up.
            var bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(bytes.length == IPV6 ? Arrays.copyOf(bytes, IPV6_NETWORK) : bytes);
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return Duration.ofMillis(clock.millis()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
