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

    /** A call that was permitted. If it has to be made once more, with another token, another permit is asked for. */
    public <T> T with(BoundAccount account, ApiCall kind, CallPermit permit, Call<T> call)
            throws ConnectorException, AccountDisconnectedException {
        return with(account.id(), credentials -> {
            if (!permit.leave() && !governor.oneMore(account.ref(), kind)) {
                throw new ConnectorException(
                        ConnectorException.Kind.UNAVAILABLE, null, "The platform takes no more calls at the moment.");
            }
            return call.with(credentials);
        });
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
