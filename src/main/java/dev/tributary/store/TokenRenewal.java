package dev.tributary.store;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Grant;
import dev.tributary.store.CredentialRows.StoredCredential;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Renews the token of an account, never twice at once: not by two threads and not by two nodes.
 *
 * <p>A renewal replaces the refresh token too, so two at once could leave us with one that is dead. Who renews holds a
 * lease on the row; everybody else waits for the row to change. The new tokens are on disk before anybody uses them.
 */
@ApplicationScoped
class TokenRenewal {

    /** Longer than any call of a connector lasts. A node that dies while it renews holds up nobody for longer. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_POLLS = 50;
    private static final String ANSWER_LOST =
            " An earlier renewal was never answered, so the access was probably renewed and the new token lost.";

    private static final Logger LOG = Logger.getLogger(TokenRenewal.class);

    private final CredentialRows credentials;
    private final AccountService accounts;
    private final Connectors connectors;
    private final Clock clock;

    TokenRenewal(CredentialRows credentials, AccountService accounts, Connectors connectors, Clock clock) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.connectors = connectors;
        this.clock = clock;
    }

    /**
     * @param stillGood whether the token works for now, so that nobody has to wait while somebody else renews it
     * @return what the account has then; the same as before if the platform cannot be asked now
     */
    StoredCredential renew(StoredCredential seen, boolean stillGood) throws AccountDisconnectedException {
        return renew(seen, stillGood, !stillGood).credential();
    }

    /** The same for somebody who wants to know what came of it, and waits for whoever is renewing it. */
    Renewed renewAndWait(StoredCredential seen) throws AccountDisconnectedException {
        return renew(seen, true, true);
    }

    private Renewed renew(StoredCredential seen, boolean stillGood, boolean wait) throws AccountDisconnectedException {
        for (var polls = 0; polls < MOST_POLLS; polls++) {
            var unanswered = credentials.lease(seen, LEASE);
            if (unanswered.isPresent()) {
                return renewUnderLease(seen, unanswered.get(), stillGood);
            }
            var now = current(seen.account());
            if (!wait || !now.isSameAs(seen)) {
                return new Renewed(now, null);
            }
            pause();
        }
        return new Renewed(seen, "Somebody else has been renewing it, and has no answer yet.");
    }

    private Renewed renewUnderLease(StoredCredential seen, boolean unanswered, boolean stillGood)
            throws AccountDisconnectedException {
        var connector = connectors.of(seen.platform());
        if (connector.isEmpty()) {
            LOG.warnf("Account %s cannot be renewed: %s is not configured", seen.account(), seen.platform());
            var why = "This server is not set up for " + seen.platform() + ".";
            credentials.release(seen, false, why);
            return new Renewed(seen, why);
        }
        Grant grant;
        try {
            grant = connector.get().refresh(credentials.refreshToken(seen));
        } catch (ConnectorException e) {
            return afterFailure(seen, e, unanswered, stillGood);
        }
        keep(seen, grant);
        return new Renewed(current(seen.account()), null);
    }

    /**
     * The platform has replaced the token, and nobody else knows by which: what it answered must not be lost to a
     * database that is away for a moment. Doing it again where the commit was made, and not heard of, changes nothing.
     */
    private void keep(StoredCredential seen, Grant grant) {
        var begun = System.nanoTime();
        while (true) {
            try {
                accounts.renewed(seen, grant);
                return;
            } catch (RuntimeException e) {
                if (System.nanoTime() - begun > LEASE.toNanos()) {
                    throw e;
                }
                LOG.warnf("The new token of account %s is not on disk yet: %s", seen.account(), e.getMessage());
                pause();
            }
        }
    }

    /**
     * Where an answer was lost the platform may have replaced the refresh token, and nobody will ever tell us by which.
     * What we have still works until it ends, so the account is disconnected then and not before.
     */
    private Renewed afterFailure(
            StoredCredential seen, ConnectorException failure, boolean unanswered, boolean stillGood)
            throws AccountDisconnectedException {
        LOG.warnf("Account %s was not renewed: %s %s", seen.account(), failure.kind(), failure.getMessage());
        return switch (failure.kind()) {
            case THROTTLED, QUOTA_USED_UP, UNAVAILABLE -> {
                credentials.release(seen, failure.kind() == ConnectorException.Kind.UNAVAILABLE, said(failure));
                yield new Renewed(seen, said(failure));
            }
            case UNAUTHORIZED, FORBIDDEN, REFUSED -> {
                if (unanswered && stillGood && seen.accessExpiresAt().isAfter(clock.instant())) {
                    var why = said(failure) + ANSWER_LOST;
                    credentials.release(seen, false, why);
                    yield new Renewed(seen, why);
                }
                accounts.refused(seen, failure.getMessage() + (unanswered ? ANSWER_LOST : ""));
                // Connected again in the meantime? Then there is a new token.
                yield new Renewed(current(seen.account()), null);
            }
        };
    }

    private static String said(ConnectorException failure) {
        return "TikTok said: " + failure.getMessage();
    }

    private StoredCredential current(AccountId account) throws AccountDisconnectedException {
        return credentials.connected(account).orElseThrow(() -> new AccountDisconnectedException(account));
    }

    /** Somebody else is asking the platform; the row is the only thing that two nodes share. */
    private static void pause() {
        var later = CompletableFuture.delayedExecutor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, later).join();
    }

    /**
     * @param credential what the account has now
     * @param failure why that is what it had before, for a person; null where it was renewed
     */
    record Renewed(StoredCredential credential, @Nullable String failure) {}
}
