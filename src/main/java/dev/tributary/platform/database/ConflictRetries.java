package dev.tributary.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does {@link RetriedOnConflict}: around the transaction, which begins at {@code PLATFORM_BEFORE + 200}.
 *
 * <p>Nobody waits before the next attempt: when a transaction is given up, the one that it stood in the way of goes on,
 * and the next attempt waits for its locks.
 */
@Interceptor
@RetriedOnConflict
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class ConflictRetries {

    private static final int ATTEMPTS = 5;
    private static final Set<String> CONFLICTS = Set.of("40P01", "40001");

    private final TransactionSynchronizationRegistry transaction;
    private final Counter retries;

    ConflictRetries(TransactionSynchronizationRegistry transaction, MeterRegistry meters) {
        this.transaction = transaction;
        this.retries = meters.counter("tributary.database.retries");
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext call) throws Exception {
        if (transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            return call.proceed();
        }
        for (var attempt = 1; ; attempt++) {
            try {
                return call.proceed();
            } catch (Exception e) {
                if (attempt == ATTEMPTS || !isConflict(e)) {
                    throw e;
                }
                retries.increment();
            }
        }
    }

    /** A commit that fails hides its cause among what it suppressed. */
    private static boolean isConflict(@Nullable Throwable failure) {
        if (failure == null) {
            return false;
        }
        if (failure instanceof SQLException sql && CONFLICTS.contains(String.valueOf(sql.getSQLState()))) {
            return true;
        }
        return isConflict(failure.getCause())
                || Stream.of(failure.getSuppressed()).anyMatch(ConflictRetries::isConflict);
    }
}
