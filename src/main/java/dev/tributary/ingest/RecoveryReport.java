package dev.tributary.ingest;

import dev.tributary.connector.Connectors;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountId;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How an account's messages reached us, what had to be recovered, and what cannot be. */
@ApplicationScoped
public class RecoveryReport {

    private final Jdbi jdbi;
    private final RecoveryCounts counts;
    private final ReconciliationRows rows;
    private final ReconciliationConfig config;
    private final Accounts accounts;
    private final Connectors connectors;

    RecoveryReport(
            Jdbi jdbi,
            RecoveryCounts counts,
            ReconciliationRows rows,
            ReconciliationConfig config,
            Accounts accounts,
            Connectors connectors) {
        this.jdbi = jdbi;
        this.counts = counts;
        this.rows = rows;
        this.config = config;
        this.accounts = accounts;
        this.connectors = connectors;
    }

    /**
     * @param byWebhook first heard of by webhook
     * @param recovered found by reading back, before any webhook told of them
     * @param duplicates told by a webhook and known already
     * @param late by webhook, minutes or more after they were written
     * @param conversationsCut of how many conversations more may be missing than the platform still lists
     * @param listsCut how often the platform listed as many conversations as it ever does
     */
    public record Hour(
            Instant hour,
            long byWebhook,
            long recovered,
            long duplicates,
            long late,
            long conversationsCut,
            long listsCut) {}

    /** What cannot be recovered: anything beyond the last so many conversations and messages, or older than so many days. */
    public record Limits(int conversations, int messagesPerConversation, long days, long webhookRetryHours) {}

    public record Run(
            @Nullable String cause,
            @Nullable Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String failure,
            @Nullable Instant completeUntil,
            Instant nextAt,
            boolean running) {}

    /** @param run null if it was never planned to be read back */
    public record Recovery(
            String accountId,
            List<Hour> hours,
            @Nullable Limits limits,
            @Nullable Run run) {}

    /** The hours in which something came, newest first. */
    public Recovery of(AccountId account, int hours) {
        counts.flush();
        return new Recovery(account.toString(), hours(account, hours), limits(account), run(account));
    }

    /** Has the account read back now, as far as the platform lists it. */
    public Recovery backfill(AccountId account) {
        if (!config.enabled()) {
            throw new ProblemException(
                    IngestProblem.RECONCILIATION_OFF, "Set tributary.reconciliation.enabled to true and restart.");
        }
        rows.request(List.of(bound(account)), Cause.ASKED, Duration.ZERO);
        return of(account, 1);
    }

    private BoundAccount bound(AccountId account) {
        return accounts.find(account).orElseThrow(AccountId::unknown);
    }

    private @Nullable Limits limits(AccountId account) {
        return accounts.find(account)
                .flatMap(it -> connectors.of(it.platform()))
                .map(it -> it.listLimits())
                .map(it -> new Limits(
                        it.conversations(),
                        it.messages(),
                        it.age().toDays(),
                        it.webhookRetries().toHours()))
                .orElse(null);
    }

    private List<Hour> hours(AccountId account, int hours) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT * FROM recovery_hour
                        WHERE account_id = :account AND hour > now() - make_interval(hours => :hours)
                        ORDER BY hour DESC
                        """)
                .bind("account", account.value())
                .bind("hours", hours)
                .map((row, context) -> new Hour(
                        row.getTimestamp("hour").toInstant(),
                        row.getLong("by_webhook"),
                        row.getLong("recovered"),
                        row.getLong("duplicates"),
                        row.getLong("late"),
                        row.getLong("conversations_cut"),
                        row.getLong("lists_cut")))
                .list());
    }

    private @Nullable Run run(AccountId account) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT r.*, held_until > now() AS running FROM reconciliation r WHERE account_id = :account")
                .bind("account", account.value())
                .map((row, context) -> new Run(
                        row.getString("last_cause"),
                        instant(row, "last_began_at"),
                        instant(row, "last_ended_at"),
                        row.getString("last_outcome"),
                        row.getString("last_failure"),
                        instant(row, "complete_until"),
                        row.getTimestamp("due_at").toInstant(),
                        row.getBoolean("running")))
                .findOne()
                .orElse(null));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
