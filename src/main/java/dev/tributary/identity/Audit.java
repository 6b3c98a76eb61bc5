package dev.tributary.identity;

import dev.tributary.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. Entries are true together with what they tell of: they are written in its transaction, and never changed.
 *
 * <p>They hold no secrets and no words of customers.
 */
@ApplicationScoped
public class Audit {

    private final Jdbi jdbi;
    private final Clock clock;

    Audit(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** @param action past tense with its subject's kind first, such as {@code agent.disabled} */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(@Nullable AgentId by, String action, String subject, String detail) {
        write(by, null, action, subject, detail);
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void record(@Nullable AgentId by, UUID store, String action, String subject, String detail) {
        write(by, store, action, subject, detail);
    }

    /** For what was refused: it has no transaction, or one that is undone. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void recordRefusal(@Nullable AgentId by, String action, String subject, String detail) {
        write(by, null, action, subject, detail);
    }

    private void write(@Nullable AgentId by, @Nullable UUID store, String action, String subject, String detail) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO audit_entry (id, at, agent_id, store_id, action, subject, detail)
                        VALUES (:id, :at, :by, :store, :action, :subject, :detail)
                        """)
                .bind("id", Ids.next())
                .bind("at", clock.instant())
                .bind("by", by == null ? null : by.value())
                .bind("store", store)
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", detail)
                .execute());
    }
}
