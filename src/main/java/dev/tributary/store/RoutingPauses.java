package dev.tributary.store;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Accounts whose new conversations wait for people: routing gives nothing of them to anybody. */
@ApplicationScoped
public class RoutingPauses {

    private final Jdbi jdbi;
    private final AccountService accounts;
    private final Audit audit;
    private final Event<RoutingResumed> resumed;
    private final Clock clock;

    RoutingPauses(Jdbi jdbi, AccountService accounts, Audit audit, Event<RoutingResumed> resumed, Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.audit = audit;
        this.resumed = resumed;
        this.clock = clock;
    }

    /** Pausing what is paused changes nothing: it stays so since whoever paused it first. */
    @Transactional
    public void pause(AgentId by, AccountId account) {
        jdbi.withHandle(db -> db.createQuery("""
                                INSERT INTO routing_pause (account_id, paused_by, paused_at)
                                SELECT id, :by, :now FROM account WHERE id = :account
                                ON CONFLICT (account_id) DO NOTHING
                                RETURNING (SELECT store_id FROM account WHERE id = :account)
                                """)
                        .bind("by", by.value())
                        .bind("now", clock.instant())
                        .bind("account", account.value())
                        .mapTo(UUID.class)
                        .findOne())
                .map(StoreId::new)
                .ifPresent(store -> tell(by, account, store, "account.routing-paused"));
    }

    /** What waits meanwhile is looked at at once. */
    @Transactional
    public void resume(AgentId by, AccountId account) {
        jdbi.withHandle(db -> db.createQuery("""
                                DELETE FROM routing_pause WHERE account_id = :account
                                RETURNING (SELECT store_id FROM account WHERE id = :account)
                                """)
                        .bind("account", account.value())
                        .mapTo(UUID.class)
                        .findOne())
                .map(StoreId::new)
                .ifPresent(store -> {
                    tell(by, account, store, "account.routing-resumed");
                    resumed.fire(new RoutingResumed(account, store));
                });
    }

    private void tell(AgentId by, AccountId account, StoreId store, String action) {
        audit.record(by, store.value(), action, account.toString(), "");
        accounts.tell(account, store);
    }
}
