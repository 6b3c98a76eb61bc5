package dev.tributary.store;

import dev.tributary.connector.AccountProfile;
import dev.tributary.connector.Grant;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.CredentialRows.StoredCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that changes a bound account goes through here. Repeats change nothing and tell nobody. */
@ApplicationScoped
public class AccountService {

    static final String ACCOUNT_CHANGED = "account.changed";

    private final StoreRepository stores;
    private final AccountRows accounts;
    private final LinkRows links;
    private final StoreHistory history;
    private final CredentialRows credentials;
    private final AccountAlerts alerts;
    private final Audit audit;
    private final ChangeLog changes;
    private final Event<AccountChanged> changed;
    private final Event<AccountUnbound> unbound;

    AccountService(
            StoreRepository stores,
            AccountRows accounts,
            LinkRows links,
            StoreHistory history,
            CredentialRows credentials,
            AccountAlerts alerts,
            Audit audit,
            ChangeLog changes,
            Event<AccountChanged> changed,
            Event<AccountUnbound> unbound) {
        this.stores = stores;
        this.accounts = accounts;
        this.links = links;
        this.history = history;
        this.credentials = credentials;
        this.alerts = alerts;
        this.audit = audit;
        this.changes = changes;
        this.changed = changed;
        this.unbound = unbound;
    }

    /** We can no longer act for the account, for a reason that a person understands. Receiving goes on. */
    @Transactional
    public void disconnected(AccountId account, String reason) {
        accounts.disconnect(account, reason).ifPresent(store -> tell(account, store));
    }

    /** Tells everybody who looks at an account that its yearly consent came nearer to its end: each step once. */
    @Transactional
    void noticeConsents() {
        credentials.noticeConsents().forEach(this::tell);
    }

    /** By which id the platform signs the account's own comments. */
    @Transactional
    public void learnCommentAuthor(AccountId account, String authorId) {
        accounts.learnCommentAuthor(account, authorId).ifPresent(store -> tell(account, store));
    }

    /**
     * Says in which country the account is registered, which decides what TikTok lets it do.
     *
     * @param market ISO 3166; null for unknown
     */
    @Transactional
    public void setMarket(AgentId by, AccountId account, @Nullable String market) {
        accounts.setMarket(account, market).ifPresent(store -> {
            audit.record(
                    by,
                    store.value(),
                    "account.market-set",
                    account.toString(),
                    Objects.requireNonNullElse(market, ""));
            tell(account, store);
        });
    }

    /** The same as {@link #disconnected}, unless the account got another token since. */
    @Transactional
    void refused(StoredCredential seen, String reason) {
        if (credentials.lockIfStill(seen)) {
            disconnected(seen.account(), reason);
        }
    }

    /** Keeps a renewed token, unless the account got another one since. */
    @Transactional
    void renewed(StoredCredential seen, Grant grant) {
        if (!credentials.lockIfStill(seen)) {
            return;
        }
        credentials.put(seen.account(), grant);
        // Not every platform repeats the scopes. None at all never means that none are left.
        if (!grant.scopes().isEmpty()) {
            accounts.grant(seen.account(), grant.scopes()).ifPresent(store -> tell(seen.account(), store));
        }
        alerts.settleOwn(seen.account());
    }

    @Transactional
    void describe(AccountId account, AccountProfile profile) {
        accounts.describe(account, profile).ifPresent(store -> tell(account, store));
    }

    /**
     * Gives the account up: its slot is free, its tokens are gone, its history stays.
     *
     * @return the token that the account had, for giving it back to the platform
     */
    @Transactional
    Optional<StoredCredential> unbind(AgentId by, AccountId account, StoreId store) {
        stores.lock(store);
        var last = credentials.connected(account);
        if (accounts.unbind(account).isEmpty()) {
            return Optional.empty();
        }
        links.unlink(account, by);
        history.recordUnbound(account, by);
        credentials.delete(account);
        alerts.clear(account);
        audit.record(by, store.value(), "account.unbound", account.toString(), "");
        unbound.fire(new AccountUnbound(account, store));
        tell(account, store);
        return last;
    }

    void tell(AccountId account, StoreId store) {
        alerts.settleOwn(account);
        changes.record(store.value(), ACCOUNT_CHANGED, account.value());
        changed.fire(new AccountChanged(account, store));
    }
}
