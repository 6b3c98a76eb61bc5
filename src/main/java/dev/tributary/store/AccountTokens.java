package dev.tributary.store;

import dev.tributary.connector.Credentials;
import dev.tributary.store.CredentialRows.StoredCredential;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Tokens for those who act for an account. Call it outside of transactions: it may have to ask the platform.
 *
 * <p>Hold what you get for one call only. The next one may need another.
 */
@ApplicationScoped
public class AccountTokens {

    private static final Duration EARLY = Duration.ofMinutes(5);

    private final CredentialRows credentials;
    private final TokenRenewal renewal;
    private final Clock clock;

    AccountTokens(CredentialRows credentials, TokenRenewal renewal, Clock clock) {
        this.credentials = credentials;
        this.renewal = renewal;
        this.clock = clock;
    }

    /**
     * A token that the platform should accept, renewed if it would end within minutes.
     *
     * <p>If it has ended and the platform cannot be asked now, this is the ended one: the platform refuses it, and the
     * caller does what it does with a refusal.
     */
    public Credentials usable(AccountId account) throws AccountDisconnectedException {
        var current = credentials.connected(account).orElseThrow(() -> new AccountDisconnectedException(account));
        var now = clock.instant();
        if (current.accessExpiresAt().isBefore(now.plus(EARLY))) {
            current = renewal.renew(current, current.accessExpiresAt().isAfter(now));
        }
        return new Credentials(credentials.accessToken(current));
    }

    /**
     * The platform did not accept this token. Answers another one to try once; if that is not accepted either, tell
     * {@link AccountService#disconnected}.
     *
     * @return empty if there is none now: the platform cannot be asked, or it has refused for good and the account
     *     needs to be connected again
     */
    public Optional<Credentials> rejected(AccountId account, Credentials refused) {
        var current = credentials.connected(account);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        var token = credentials.accessToken(current.get());
        if (!token.equals(refused.accessToken())) {
            // Somebody renewed it since.
            return Optional.of(new Credentials(token));
        }
        try {
            return another(current.get(), renewal.renew(current.get(), false));
        } catch (AccountDisconnectedException e) {
            return Optional.empty();
        }
    }

    private Optional<Credentials> another(StoredCredential before, StoredCredential after) {
        return after.isSameAs(before) ? Optional.empty() : Optional.of(new Credentials(credentials.accessToken(after)));
    }
}
