package dev.tributary.store;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.Grant;
import dev.tributary.identity.Audit;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.Authorizations.Authorization;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Set;

/** Holds the rules against what is bound, and binds. */
@ApplicationScoped
class AccountBinder {

    private final StoreRepository stores;
    private final Accounts accounts;
    private final AccountRows rows;
    private final CredentialRows credentials;
    private final BindingRules rules;
    private final Connectors connectors;
    private final Audit audit;
    private final ChangeLog changes;
    private final Event<AccountBound> bound;

    AccountBinder(
            StoreRepository stores,
            Accounts accounts,
            AccountRows rows,
            CredentialRows credentials,
            MessagingLimits limits,
            Connectors connectors,
            Audit audit,
            ChangeLog changes,
            Event<AccountBound> bound) {
        this.stores = stores;
        this.accounts = accounts;
        this.rows = rows;
        this.credentials = credentials;
        this.rules = limits.rules();
        this.connectors = connectors;
        this.audit = audit;
        this.changes = changes;
        this.bound = bound;
    }

    /**
     * Refuses what is refused already. Where an account has to be connected again, the slot that it holds is no reason:
     * which account the seller comes back with is known only then.
     */
    @Transactional
    void check(StoreId id, BindingRequest request) {
        var store = stores.findByIdOptional(id.value()).orElseThrow(StoreId::unknown);
        if (rows.anyToReconnect(id, request.platform(), request.role())) {
            var declared = request.declared();
            if (request.role() == AccountRole.OFFICIAL && declared != null) {
                BindingRules.requireSameEntity(store, declared);
            }
        } else {
            var taken = rows.takenSlots(id, request.platform());
            rules.slotFor(store, request.platform(), request.role(), request.declared(), taken);
        }
        if (connectors.of(request.platform()).isEmpty()) {
            throw notConfigured();
        }
    }

    /** Binds the account with its tokens, or connects it again where this store has it. */
    @Transactional
    BoundAccount bind(Authorization authorization, Grant grant) {
        var store = stores.lock(authorization.store());
        if (store == null) {
            throw StoreId.unknown();
        }
        var platform = authorization.request().platform();
        var present = accounts.byExternalId(platform, Set.of(grant.accountExternalId()))
                .get(grant.accountExternalId());
        AccountId id;
        if (present == null) {
            var slot = rules.slotFor(
                    store,
                    platform,
                    authorization.request().role(),
                    authorization.declared(),
                    rows.takenSlots(store.id(), platform));
            id = rows.bind(authorization, grant, slot);
        } else if (present.store().equals(store.id())) {
            id = present.id();
            rows.reconnect(id, grant.scopes());
        } else {
            throw new ProblemException(
                    StoreProblem.ACCOUNT_BOUND_ELSEWHERE, "Unbind it there first: an account belongs to one store.");
        }
        credentials.put(id, grant);
        changes.record(store.id().value(), "account.changed", id.value());
        var account = accounts.find(id).orElseThrow();
        audit.record(
                authorization.admin(),
                store.id().value(),
                present == null ? "account.bound" : "account.reconnected",
                id.toString(),
                evidence(authorization, account));
        bound.fire(new AccountBound(account));
        return account;
    }

    /** What was held against the store's legal entity, and for whom. */
    private static String evidence(Authorization authorization, BoundAccount account) {
        var declared = authorization.declared();
        return "%s %s %s, declared: %s"
                .formatted(
                        account.platform(),
                        account.externalId(),
                        authorization.request().role(),
                        declared == null ? "nothing" : declared.name() + " (" + declared.registrationNumber() + ")");
    }

    static ProblemException notConfigured() {
        return new ProblemException(
                StoreProblem.PLATFORM_NOT_CONFIGURED, "Ask whoever runs this server to set up the platform's app.");
    }
}
