package dev.tributary.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tributary.identity.AgentId;
import dev.tributary.platform.id.Ids;
import dev.tributary.store.EvidenceFiles.Evidence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Every change of a store: who made it, when, and on what ground. */
@ApplicationScoped
public class StoreHistory {

    private static final String ENTRY = """
            SELECT h.*, a.name AS agent_name, f.name AS file_name, f.type AS file_type, f.size AS file_size,
                c.handle, c.display_name, c.external_id
            FROM store_history h JOIN agent a ON a.id = h.changed_by
                LEFT JOIN evidence_file f ON f.id = h.evidence_file_id LEFT JOIN account c ON c.id = h.account_id
            """;

    private final Jdbi jdbi;
    private final Clock clock;

    StoreHistory(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** True together with what it tells of. */
    @Transactional(Transactional.TxType.MANDATORY)
    void record(StoreId store, AgentId by, Subject subject, @Nullable String before, String after, Ground ground) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO store_history (id, store_id, subject, old_value, new_value, since, evidence,
                            evidence_file_id, changed_by, changed_at)
                        VALUES (:id, :store, :subject, :before, :after, :since, :evidence, :file, :by, :now)
                        """)
                .bind("id", Ids.next())
                .bind("store", store.value())
                .bind("subject", subject)
                .bind("before", before)
                .bind("after", after)
                .bind("since", ground.since())
                .bind("evidence", ground.evidence())
                .bind("file", ground.file() == null ? null : ground.file().value())
                .bind("by", by.value())
                .bind("now", clock.instant())
                .execute());
    }

    /**
     * An account was bound to the store.
     *
     * @param confirmed the legal entity that was declared, where somebody confirmed that it is the store's
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void recordBound(AccountId account, AgentId by, Ground ground, @Nullable LegalEntity confirmed) {
        recordAccount(account, by, true, ground, confirmed == null ? null : confirmed.toString());
    }

    /** An account was unbound from the store. */
    @Transactional(Transactional.TxType.MANDATORY)
    void recordUnbound(AccountId account, AgentId by) {
        recordAccount(account, by, false, Ground.NONE, null);
    }

    private void recordAccount(
            AccountId account, AgentId by, boolean bound, Ground ground, @Nullable String confirmed) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO store_history (id, store_id, subject, account_id, old_value, new_value, evidence,
                            evidence_file_id, confirmed_entity, changed_by, changed_at)
                        SELECT :id, store_id, 'ACCOUNT', id, CASE WHEN NOT :bound THEN role END, CASE WHEN :bound THEN role END,
                            :evidence, :file, :confirmed, :by, :now
                        FROM account WHERE id = :account
                        """)
                .bind("id", Ids.next())
                .bind("account", account.value())
                .bind("bound", bound)
                .bind("evidence", ground.evidence())
                .bind("file", ground.file() == null ? null : ground.file().value())
                .bind("confirmed", confirmed)
                .bind("by", by.value())
                .bind("now", clock.instant())
                .execute());
    }

    /**
     * Newest first.
     *
     * @param account what was changed about this account of the store only; null for everything
     * @param before where the page before ended; null for the first
     */
    public List<Entry> page(StoreId store, @Nullable AccountId account, @Nullable Position before, int limit) {
        return jdbi.withHandle(db -> db.createQuery(ENTRY + """
                        WHERE h.store_id = :store AND (:account::uuid IS NULL OR h.account_id = :account::uuid)
                            AND (:at::timestamptz IS NULL OR (h.changed_at, h.id) < (:at::timestamptz, :id::uuid))
                        ORDER BY h.changed_at DESC, h.id DESC LIMIT :limit
                        """)
                .bind("store", store.value())
                .bind("account", account == null ? null : account.toString())
                .bind("at", before == null ? null : before.at().toString())
                .bind("id", before == null ? null : before.id().toString())
                .bind("limit", limit)
                .map(StoreHistory::read)
                .list());
    }

    /** How the probation of each store stands, and who says so since when. */
    public Map<UUID, Entry> probations(Collection<StoreId> stores) {
        var ids = stores.stream().map(StoreId::value).toList();
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT last.* FROM unnest(:ids) AS wanted (id) CROSS JOIN LATERAL (" + ENTRY + """
                            WHERE h.store_id = wanted.id AND h.subject = 'PROBATION'
                            ORDER BY h.changed_at DESC, h.id DESC LIMIT 1) AS last
                        """)
                .bindArray("ids", UUID.class, ids)
                .map(StoreHistory::read)
                .collect(toUnmodifiableMap(Entry::storeId, Function.identity())));
    }

    private static Entry read(ResultSet row, StatementContext context) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                Subject.valueOf(row.getString("subject")),
                account(row),
                row.getString("old_value"),
                row.getString("new_value"),
                row.getObject("since", LocalDate.class),
                row.getString("evidence"),
                file(row),
                row.getString("confirmed_entity"),
                row.getObject("changed_by", UUID.class),
                row.getString("agent_name"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Named account(ResultSet row) throws SQLException {
        var id = row.getObject("account_id", UUID.class);
        return id == null
                ? null
                : new Named(id, row.getString("handle"), row.getString("display_name"), row.getString("external_id"));
    }

    private static @Nullable Evidence file(ResultSet row) throws SQLException {
        var id = row.getObject("evidence_file_id", UUID.class);
        return id == null
                ? null
                : new Evidence(id, row.getString("file_name"), row.getString("file_type"), row.getInt("file_size"));
    }

    /** What can change about a store. */
    public enum Subject {
        NAME,
        MARKET,
        TIME_ZONE,
        OPERATION_MODE,
        PROBATION,
        LEGAL_ENTITY,
        /** Whether customers see that somebody types. */
        SHOW_TYPING,
        /** Whether customers see that what they wrote was read. */
        SHOW_READ,
        /** Whether whoever hands on a conversation has to say why. */
        TRANSFER_NOTE,
        /** What is bound to it. */
        ACCOUNT
    }

    /**
     * Why something is recorded.
     *
     * @param since since when it is so, where that is not today
     * @param evidence what shows it: a link, the number of a letter, a word of who said it
     * @param file the same as a file of the store
     */
    public record Ground(
            @Nullable LocalDate since,
            @Nullable String evidence,
            @Nullable EvidenceFileId file) {

        public static final Ground NONE = new Ground(null, null, null);
    }

    /**
     * @param account which one was bound or unbound; then the values are its role
     * @param before null where there was nothing
     * @param after null where there is nothing any more
     * @param confirmedEntity the legal entity that the account was declared to be of, where a person confirmed that it
     *     is the store's
     */
    public record Entry(
            UUID id,
            UUID storeId,
            Subject subject,
            @Nullable Named account,
            @Nullable String before,
            @Nullable String after,
            @Nullable LocalDate since,
            @Nullable String evidence,
            @Nullable Evidence evidenceFile,
            @Nullable String confirmedEntity,
            UUID agentId,
            String agentName,
            Instant at) {}

    /** An account, whether it is still bound or not. */
    public record Named(
            UUID id, @Nullable String handle, @Nullable String displayName, String externalId) {}

    public record Position(Instant at, UUID id) {}
}
