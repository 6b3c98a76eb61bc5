package dev.tributary.ingest;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountService;
import dev.tributary.store.AccountTokens;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks a platform on behalf of an account. A token that is not accepted is renewed once; if the next one is not accepted
 * either, somebody has to connect the account again.
 */
@ApplicationScoped
class AccountCalls {

    private final AccountTokens tokens;
    private final AccountService accounts;

    AccountCalls(AccountTokens tokens, AccountService accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    interface Call<T> {
        T with(Credentials credentials) throws ConnectorException;
    }

    <T> T with(AccountId account, Call<T> call) throws ConnectorException, AccountDisconnectedException {
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
