package dev.tributary.store;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.Grant;
import dev.tributary.connector.Platform;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.Agents;
import dev.tributary.identity.IdentityProblem;
import dev.tributary.identity.Permission;
import dev.tributary.identity.SessionId;
import dev.tributary.platform.address.PublicUrl;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.secret.UnreadableSecretException;
import dev.tributary.store.Authorizations.Authorization;
import dev.tributary.store.FoundGrants.Found;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Binding an account, from the button to the answer, and giving one up.
 *
 * <p>It speaks to the platform between transactions, never inside one. The order is what keeps a crash harmless: the
 * state is used up before the code is traded, and the tokens are on disk before they are used.
 */
@ApplicationScoped
public class AccountBinding {

    private static final Logger LOG = Logger.getLogger(AccountBinding.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";

    private final Authorizations authorizations;
    private final FoundGrants foundGrants;
    private final AccountBinder binder;
    private final AccountService accounts;
    private final CredentialRows credentials;
    private final Connectors connectors;
    private final PublicUrl publicUrl;
    private final Agents agents;

    AccountBinding(
            Authorizations authorizations,
            FoundGrants foundGrants,
            AccountBinder binder,
            AccountService accounts,
            CredentialRows credentials,
            Connectors connectors,
            PublicUrl publicUrl,
            Agents agents) {
        this.authorizations = authorizations;
        this.foundGrants = foundGrants;
        this.binder = binder;
        this.accounts = accounts;
        this.credentials = credentials;
        this.connectors = connectors;
        this.publicUrl = publicUrl;
        this.agents = agents;
    }

    /**
     * @param session the login in which the browser must come back; null where a program begins
     * @throws ProblemException saying which rule already forbids it
     */
    public Begun begin(StoreId store, AgentId admin, @Nullable SessionId session, BindingRequest request) {
        binder.check(store, request);
        var connector = connectors.of(request.platform()).orElseThrow(AccountBinder::notConfigured);
        var begun = authorizations.begin(store, admin, session, request);
        return new Begun(connector.authorizationUrl(begun.state(), redirectUri(request.platform())), begun.expiresAt());
    }

    /**
     * What the platform sent a browser back with.
     *
     * @param code null if the seller refused
     */
    public BindingOutcome complete(Platform platform, Visitor visitor, String state, @Nullable String code) {
        var begun = authorizations.consume(state, visitor, platform);
        if (begun.isEmpty()) {
            return BindingOutcome.expired();
        }
        var authorization = begun.get();
        if (!mayStillBind(authorization.admin())) {
            return BindingOutcome.refused(authorization.store(), notAllowed());
        }
        if (code == null) {
            return BindingOutcome.denied(authorization.store());
        }
        var connector = connectors.of(platform);
        if (connector.isEmpty()) {
            return BindingOutcome.refused(authorization.store(), AccountBinder.notConfigured());
        }
        try {
            var grant = connector.get().exchange(code, redirectUri(platform));
            return binder.isAnother(authorization.request(), grant)
                    ? ask(authorization, connector.get(), state, grant)
                    : bind(authorization, connector.get(), grant);
        } catch (ConnectorException e) {
            LOG.warnf("Could not trade the code for store %s: %s %s", authorization.store(), e.kind(), e.getMessage());
            return BindingOutcome.failed(authorization.store());
        }
    }

    /** Ten minutes are time enough to lose a role, and nobody asks a program to log in again. */
    private boolean mayStillBind(AgentId admin) {
        return agents.find(admin)
                .filter(it -> !it.disabled() && it.role().may(Permission.MANAGE_STORE))
                .isPresent();
    }

    private static ProblemException notAllowed() {
        return new ProblemException(IdentityProblem.NOT_ALLOWED, "Ask an admin for it.");
    }

    /** Gives the account up. Whether the platform takes the token back does not matter: we no longer have it. */
    public void unbind(AgentId by, AccountId account, StoreId store) {
        accounts.unbind(by, account, store)
                .ifPresent(last -> connectors
                        .of(last.platform())
                        .ifPresent(it -> giveBack(it, new Credentials(credentials.accessToken(last)))));
    }

    /**
     * Binds the other account with which somebody came back who was to connect one again.
     *
     * @throws ProblemException saying which rule forbids it
     */
    public AccountId confirm(StoreId store, AgentId admin, UUID found) {
        var waiting = foundGrants.take(found, store, admin).orElseThrow(AccountBinding::decidedAlready);
        var asked = waiting.authorization();
        var connector = connectors.of(asked.request().platform()).orElseThrow(AccountBinder::notConfigured);
        var anyAccount =
                new Authorization(asked.store(), asked.admin(), asked.request().forAny());
        var account = bindOrGiveBack(anyAccount, connector, waiting.grant());
        describe(connector, account, new Credentials(waiting.grant().accessToken()));
        return account.id();
    }

    /** Gives back the grant over that other account. */
    public void decline(StoreId store, AgentId admin, UUID found) {
        if (!foundGrants.decline(found, store, admin)) {
            throw decidedAlready();
        }
        giveBack(found);
    }

    /** Gives back what nobody said anything about, and what the platform did not take back when somebody declined. */
    void giveBackForgotten() {
        foundGrants.forgotten().forEach(this::giveBack);
    }

    private void giveBack(UUID found) {
        try {
            foundGrants.find(found).filter(this::isGivenBack).ifPresent(it -> foundGrants.forget(found));
        } catch (UnreadableSecretException e) {
            LOG.errorf("A grant that nobody wants cannot be given back: %s", e.getMessage());
            foundGrants.forget(found);
        }
    }

    /** Whether nothing is left to give back. */
    private boolean isGivenBack(Found found) {
        var platform = found.authorization().request().platform();
        var connector = connectors.of(platform);
        // TikTok knows one grant per app and account: whoever has bound the account meanwhile would be cut off.
        return connector.isEmpty()
                || binder.whereBound(platform, found.grant().accountExternalId())
                        .isPresent()
                || giveBack(connector.get(), new Credentials(found.grant().accessToken()));
    }

    private static ProblemException decidedAlready() {
        return new ProblemException(
                StoreProblem.UNKNOWN_AUTHORIZATION, "It was decided already, or too late: begin again.");
    }

    private BindingOutcome ask(Authorization authorization, Connector connector, String state, Grant grant) {
        var store = authorization.store();
        var platform = authorization.request().platform();
        var elsewhere = binder.whereBound(platform, grant.accountExternalId()).filter(it -> !it.equals(store));
        if (elsewhere.isPresent()) {
            return BindingOutcome.refused(store, AccountBinder.boundElsewhere(elsewhere.get()));
        }
        var found = foundGrants.hold(state, grant);
        try {
            var profile = connector.profile(
                    new AccountRef(platform, grant.accountExternalId()), new Credentials(grant.accessToken()));
            return BindingOutcome.other(store, profile.handle(), found);
        } catch (ConnectorException e) {
            LOG.warnf("Another account came back without its name: %s %s", e.kind(), e.getMessage());
            return BindingOutcome.other(store, null, found);
        }
    }

    private BindingOutcome bind(Authorization authorization, Connector connector, Grant grant) {
        BoundAccount account;
        try {
            account = bindOrGiveBack(authorization, connector, grant);
        } catch (ProblemException refused) {
            return BindingOutcome.refused(authorization.store(), refused);
        }
        return BindingOutcome.connected(account, describe(connector, account, new Credentials(grant.accessToken())));
    }

    private BoundAccount bindOrGiveBack(Authorization authorization, Connector connector, Grant grant) {
        try {
            return bindOnceMore(authorization, grant);
        } catch (ProblemException refused) {
            // TikTok knows one grant per app and account: giving it back would cut off the store that has the account.
            if (refused.type() != StoreProblem.ACCOUNT_BOUND_ELSEWHERE) {
                giveBack(connector, new Credentials(grant.accessToken()));
            }
            throw refused;
        }
    }

    /** Two stores that bind one account at once meet at the unique index. The loser looks again and sees the winner. */
    private BoundAccount bindOnceMore(Authorization authorization, Grant grant) {
        try {
            return binder.bind(authorization, grant);
        } catch (JdbiException e) {
            var state = e.getCause() instanceof SQLException sql ? sql.getSQLState() : null;
            if (UNIQUE_VIOLATION.equals(state)) {
                return binder.bind(authorization, grant);
            }
            if (CHECK_VIOLATION.equals(state)) {
                // Our own checks let it pass, so the database was told other limits than we were.
                throw new ProblemException(
                        StoreProblem.CHANNEL_ACCOUNTS_FULL,
                        "Another server of this installation allows fewer accounts: have both set up alike.");
            }
            throw e;
        }
    }

    /** The handle; null if the platform did not say. An account works without a name. */
    private @Nullable String describe(Connector connector, BoundAccount account, Credentials fresh) {
        try {
            var profile = connector.profile(account.ref(), fresh);
            accounts.describe(account.id(), profile);
            return profile.handle();
        } catch (ConnectorException e) {
            LOG.warnf("Account %s is bound without its name: %s %s", account.id(), e.kind(), e.getMessage());
            return account.handle();
        }
    }

    /** @return whether asking again would change nothing */
    private static boolean giveBack(Connector connector, Credentials token) {
        try {
            connector.revoke(token);
            return true;
        } catch (ConnectorException e) {
            LOG.infof("The platform did not take a token back: %s %s", e.kind(), e.getMessage());
            return switch (e.kind()) {
                case UNAUTHORIZED, FORBIDDEN, REFUSED -> true;
                case THROTTLED, QUOTA_USED_UP, UNAVAILABLE -> false;
            };
        }
    }

    /** As it is registered with the platform's app. TikTok wants the slash at the end. */
    private URI redirectUri(Platform platform) {
        return URI.create(publicUrl.resolve(
                switch (platform) {
                    case TIKTOK_BUSINESS -> "/oauth/tiktok/business/callback/";
                    case TIKTOK_SHOP -> "/oauth/tiktok/shop/callback/";
                }));
    }

    /** @param authorizationUrl where the admin goes now, before {@code expiresAt} */
    public record Begun(URI authorizationUrl, Instant expiresAt) {}
}
