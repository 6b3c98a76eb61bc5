package dev.tributary.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are accepted, and how they are kept: Argon2id with 19 MiB, two passes and one lane, the least that
 * OWASP advises.
 *
 * <p>A hash takes 50 to 100 ms on two cores of a small rented machine, which is what somebody who logs in may wait, and
 * more is not to be had: with 32 MiB it took 160 to 230 ms, with 64 MiB 250 to 490 ms, and on a machine that is busy
 * several times that. A hash carries its own parameters, so raising these costs nobody their password.
 *
 * <p>Hashing is the most expensive thing that a stranger can make this server do, so only two run at a time and only
 * a few wait; others are told to come back.
 */
@ApplicationScoped
class Passwords {

    static final int MIN_LENGTH = 8;
    static final int MAX_LENGTH = 128;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private static final int AT_A_TIME = 2;
    private static final int WAITING = 30;

    private final Semaphore running = new Semaphore(AT_A_TIME, true);
    private final Semaphore admitted = new Semaphore(AT_A_TIME + WAITING);
    private final Set<String> common;
    private final String nobodys;

    Passwords() {
        try (var list = Passwords.class.getResourceAsStream("common-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("The list of common passwords is missing from the build");
            }
            common = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        nobodys = hash(Secrets.next());
    }

    /** Refuses with 400 what is guessed first. */
    void requireGood(String field, String password, String email) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw InvalidField.problem(field, "must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (common.contains(lower)
                || lower.equals(email)
                || lower.chars().distinct().count() < 3) {
            throw InvalidField.problem(field, "is one that is guessed first; choose another");
        }
    }

    String hash(String password) {
        return bounded(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult());
    }

    /** Takes the same time whether there is such an account or not: without a hash, nobody's is compared. */
    boolean matches(String password, @Nullable String hash) {
        var compared = hash == null ? nobodys : hash;
        var same = password.length() <= MAX_LENGTH
                && bounded(() -> Password.check(password, compared).with(Argon2Function.getInstanceFromHash(compared)));
        return same && hash != null;
    }

    private <T> T bounded(Supplier<T> work) {
        if (!admitted.tryAcquire()) {
            throw new ProblemException(PlatformProblem.BUSY, "Too many people log in at once. Try again shortly.");
        }
        try {
            running.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                running.release();
            }
        } finally {
            admitted.release();
        }
    }
}
