package dev.tributary.store.governor;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountService;
import dev.tributary.store.AccountTokens;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks a platform on behalf of an account. A token that is not accepted is renewed once; if the next one is not accepted
 * either, somebody has to connect the account again. Thread-safe.
 */
@ApplicationScoped
public class AccountCalls {

    private final AccountTokens tokens;
    private final AccountService accounts;
    private final CallGovernor governor;

    AccountCalls(AccountTokens tokens, AccountService accounts, CallGovernor governor) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.governor = governor;
    }

    public interface Call<T> {
        T with(Credentials credentials) throws ConnectorException;
    }

    /**
     * Makes a call if it may be made now.
     *
     * @throws NotNowException if it may not, or the platform refuses it as one too many
     */
    public <T> T ask(BoundAccount account, ApiCall kind, CallPriority priority, Call<T> call)
            throws ConnectorException, AccountDisconnectedException {
        var grant = governor.take(account.ref(), kind, priority);
        var permit = grant.permit();
        if (permit == null) {
            throw NotNowException.notGranted(grant);
        }
        try (permit) {
            return with(account, kind, permit, call);
        }
    }

    /**
     * A call that was permitted. If it has to be made once more, with another token, another permit is asked for.
     *
     * @throws NotNowException if the platform refuses it as one too many; nobody makes such calls then for a while
     */
    public <T> T with(BoundAccount account, ApiCall kind, CallPermit permit, Call<T> call)
            throws ConnectorException, AccountDisconnectedException {
        try {
            return with(account.id(), credentials -> {
                if (!permit.leave() && !governor.oneMore(account.ref(), kind)) {
                    throw new ConnectorException(
                            ConnectorException.Kind.UNAVAILABLE,
                            null,
                            "The platform takes no more calls at the moment.");
                }
                return call.with(credentials);
            });
        } catch (ConnectorException e) {
            throw heeded(account, kind, e);
        }
    }

    private ConnectorException heeded(BoundAccount account, ApiCall kind, ConnectorException refusal) {
        return switch (refusal.kind()) {
            case THROTTLED -> NotNowException.said(refusal, governor.throttled(account.ref(), kind, null));
            case QUOTA_USED_UP -> NotNowException.said(refusal, governor.quotaUsedUp(account.platform()));
            case REFUSED, FORBIDDEN, UNAUTHORIZED, UNAVAILABLE -> refusal;
        };
    }

    /** For calls that connectors ask for themselves. */
    public <T> T with(AccountId account, Call<T> call) throws ConnectorException, AccountDisconnectedException {
        var credentials = tokens.usable(account);
        try {
            return call.with(credentials);
        } catch (ConnectorException e) {
            if (e.kind() != ConnectorException.Kind.UNAUTHORIZED) {
                throw e;
            }
            return again(account, call, another(account, credentials, e));
        }
    }

    private Credentials another(AccountId account, Credentials refused, ConnectorException because)
            throws ConnectorException, AccountDisconnectedException {
        var renewed = tokens.rejected(account, refused);
        if (renewed.isPresent()) {
            return renewed.get();
        }
        tokens.usable(account); // throws if it is disconnected by now
        throw new ConnectorException(
                ConnectorException.Kind.UNAVAILABLE, because.code(), "The account's access could not be renewed now.");
    }

    private <T> T again(AccountId account, Call<T> call, Credentials credentials)
            throws ConnectorException, AccountDisconnectedException {
        try {
            return call.with(credentials);
        } catch (ConnectorException e) {
            if (e.kind() == ConnectorException.Kind.UNAUTHORIZED) {
                accounts.disconnected(account, String.valueOf(e.getMessage()));
                tokens.usable(account); // throws, unless somebody has just connected it again
            }
            throw e;
        }
    }
}
