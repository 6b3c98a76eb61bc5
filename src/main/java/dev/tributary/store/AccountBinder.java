package dev.tributary.store;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.Grant;
import dev.tributary.connector.Platform;
import dev.tributary.identity.Audit;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.Authorizations.Authorization;
import dev.tributary.store.StoreHistory.Ground;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the rules against what is bound, and binds. */
@ApplicationScoped
class AccountBinder {

    private final StoreRepository stores;
    private final Accounts accounts;
    private final AccountRows rows;
    private final LinkRows links;
    private final StoreHistory history;
    private final CredentialRows credentials;
    private final EvidenceFiles evidence;
    private final AccountAlerts alerts;
    private final BindingRules rules;
    private final Connectors connectors;
    private final Audit audit;
    private final ChangeLog changes;
    private final Event<AccountBound> bound;

    AccountBinder(
            StoreRepository stores,
            Accounts accounts,
            AccountRows rows,
            LinkRows links,
            StoreHistory history,
            CredentialRows credentials,
            EvidenceFiles evidence,
            AccountAlerts alerts,
            MessagingLimits limits,
            Connectors connectors,
            Audit audit,
            ChangeLog changes,
            Event<AccountBound> bound) {
        this.stores = stores;
        this.accounts = accounts;
        this.rows = rows;
        this.links = links;
        this.history = history;
        this.credentials = credentials;
        this.evidence = evidence;
        this.alerts = alerts;
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
        BindingRules.requirePlatform(store, request.platform());
        evidence.require(id, request.evidenceFile());
        var again = request.reconnect();
        if (again != null) {
            requireBoundHere(id, request.platform(), again);
        } else if (rows.anyToReconnect(id, request.platform(), request.role())) {
            if (request.role() == AccountRole.OFFICIAL && request.declared() != null) {
                BindingRules.requireSameEntity(store, request);
            }
        } else {
            rules.slotFor(store, request, rows.takenSlots(id, request.platform()));
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
        BindingRules.requirePlatform(store, platform);
        var present = accounts.byExternalId(platform, Set.of(grant.accountExternalId()))
                .get(grant.accountExternalId());
        AccountId id;
        if (present == null) {
            var slot = rules.slotFor(store, authorization.request(), rows.takenSlots(store.id(), platform));
            id = rows.bind(authorization, grant, slot);
            links.link(store, id, authorization);
            var request = authorization.request();
            history.recordBound(
                    id,
                    authorization.admin(),
                    new Ground(null, request.evidence(), request.evidenceFile()),
                    request.confirmed() ? request.declared() : null);
        } else if (present.store().equals(store.id())) {
            id = present.id();
            rows.reconnect(id, grant.scopes());
        } else {
            throw boundElsewhere(present.store());
        }
        credentials.put(id, grant);
        alerts.settleOwn(id);
        changes.record(store.id().value(), "account.changed", id.value());
        var account = accounts.find(id).orElseThrow();
        audit.record(
                authorization.admin(),
                store.id().value(),
                present == null ? "account.bound" : "account.reconnected",
                id.toString(),
                described(authorization, account.externalId()));
        bound.fire(new AccountBound(account));
        return account;
    }

    private void requireBoundHere(StoreId store, Platform platform, AccountId account) {
        if (accounts.find(account)
                .filter(it -> it.store().equals(store) && it.platform() == platform)
                .isEmpty()) {
            throw AccountId.unknown();
        }
    }

    /** Whether the grant is over another account than the one that was to be connected again. */
    boolean isAnother(BindingRequest request, Grant grant) {
        var again = request.reconnect();
        return again != null
                && accounts.find(again)
                        .filter(it -> it.externalId().equals(grant.accountExternalId()))
                        .isEmpty();
    }

    /** Whether that account is bound, and where. */
    Optional<StoreId> whereBound(Platform platform, String externalId) {
        return Optional.ofNullable(
                        accounts.byExternalId(platform, Set.of(externalId)).get(externalId))
                .map(BoundAccount::store);
    }

    static ProblemException boundElsewhere(StoreId where) {
        return new ProblemException(
                StoreProblem.ACCOUNT_BOUND_ELSEWHERE,
                "Unbind it there first: an account belongs to one store.",
                Map.of("boundTo", where.value()));
    }

    /** What was held against the store's legal entity, and for whom. */
    private static String described(Authorization authorization, String externalId) {
        var request = authorization.request();
        var declared = request.declared();
        return "%s %s %s, declared: %s%s"
                .formatted(
                        request.platform(),
                        externalId,
                        request.role(),
                        declared == null ? "nothing" : declared,
                        request.confirmed() ? ", confirmed" : "");
    }

    static ProblemException notConfigured() {
        return new ProblemException(
                StoreProblem.PLATFORM_NOT_CONFIGURED, "Ask whoever runs this server to set up the platform's app.");
    }
}
