package dev.tributary.store;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jdbi.v3.core.Jdbi;

/** Tells the database the limits that it keeps, which are settings of the server. */
@ApplicationScoped
class BindingLimits {

    private final Jdbi jdbi;
    private final BindingRules rules;

    BindingLimits(Jdbi jdbi, MessagingLimits limits) {
        this.jdbi = jdbi;
        this.rules = limits.rules();
    }

    void tell(@Observes StartupEvent started) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE binding_limit
                        SET channel_accounts = :passed, channel_accounts_in_probation = :probation
                        WHERE (channel_accounts, channel_accounts_in_probation) IS DISTINCT FROM (:passed, :probation)
                        """)
                .bind("passed", rules.channelAccounts())
                .bind("probation", rules.channelAccountsInProbation())
                .execute());
    }
}
