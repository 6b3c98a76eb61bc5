package dev.tributary.store;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Credentials;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.CredentialRows.StoredCredential;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What somebody does who does not want to wait: a new token now, and TikTok's own word on what the account may do. */
@ApplicationScoped
public class AccountRefresh {

    private static final Logger LOG = Logger.getLogger(AccountRefresh.class);

    private final CredentialRows credentials;
    private final TokenRenewal renewal;
    private final Accounts bound;
    private final AccountService accounts;
    private final Connectors connectors;

    AccountRefresh(
            CredentialRows credentials,
            TokenRenewal renewal,
            Accounts bound,
            AccountService accounts,
            Connectors connectors) {
        this.credentials = credentials;
        this.renewal = renewal;
        this.bound = bound;
        this.accounts = accounts;
        this.connectors = connectors;
    }

    /**
     * Renews the token and asks for the account's rights and name. Call it outside of transactions.
     *
     * @throws ProblemException saying what the platform said
     */
    public void refresh(AccountId account) {
        var seen = credentials.connected(account).orElseThrow(() -> disconnected(account));
        var connector = connectors.of(seen.platform()).orElseThrow(AccountBinder::notConfigured);
        var renewed = renew(account, seen);
        if (renewed.failure() != null) {
            throw failed(renewed.failure());
        }
        // The scopes came with the new token.
        try {
            var profile = connector.profile(
                    bound.find(account).orElseThrow(() -> disconnected(account)).ref(),
                    new Credentials(credentials.accessToken(renewed.credential())));
            accounts.describe(account, profile);
        } catch (ConnectorException e) {
            if (e.kind() != ConnectorException.Kind.FORBIDDEN) {
                throw failed("TikTok said: " + e.getMessage());
            }
            LOG.infof("Account %s does not let us read its name: %s", account, e.getMessage());
        }
    }

    private TokenRenewal.Renewed renew(AccountId account, StoredCredential seen) {
        try {
            return renewal.renewAndWait(seen);
        } catch (AccountDisconnectedException e) {
            LOG.debugf("%s", e.getMessage());
            throw disconnected(account);
        }
    }

    private static ProblemException disconnected(AccountId account) {
        return new ProblemException(
                StoreProblem.ACCOUNT_DISCONNECTED,
                "There is no token for account " + account + " that works. Connect the account again.");
    }

    private static ProblemException failed(String failure) {
        return new ProblemException(StoreProblem.PLATFORM_CALL_FAILED, failure + " Try again later.");
    }
}
