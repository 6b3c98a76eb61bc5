package dev.tributary.store;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What admins give as evidence: kept as it came, never changed, and gone only if nobody ever referred to it. */
@ApplicationScoped
public class EvidenceFiles {

    private final Jdbi jdbi;
    private final Audit audit;
    private final EvidenceConfig config;
    private final Clock clock;

    EvidenceFiles(Jdbi jdbi, Audit audit, EvidenceConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /** @param name as its owner called it, to be shown */
    @Transactional
    public Uploaded add(AgentId by, StoreId store, @Nullable String name, byte[] content) {
        if (content.length > config.maxSize().asLongValue()) {
            throw tooLarge();
        }
        var type = EvidenceType.of(content)
                .orElseThrow(() -> new ProblemException(
                        StoreProblem.EVIDENCE_UNREADABLE, "Send a PDF, or a picture as PNG or JPEG."));
        var file = new Uploaded(
                Ids.next(),
                EvidenceName.clean(name, type),
                type.mediaType,
                content.length,
                clock.instant(),
                by.value());
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO evidence_file (id, store_id, name, type, size, sha256, content, uploaded_by, uploaded_at)
                        VALUES (:id, :store, :name, :type, :size, :sha256, :content, :by, :at)
                        """)
                .bind("id", file.id())
                .bind("store", store.value())
                .bind("name", file.name())
                .bind("type", file.type())
                .bind("size", content.length)
                .bind("sha256", sha256(content))
                .bind("content", content)
                .bind("by", by.value())
                .bind("at", file.uploadedAt())
                .execute());
        audit.record(by, store.value(), "evidence.uploaded", file.id().toString(), file.name());
        return file;
    }

    /** As it came. A file of another store is one that is not there. */
    public Content get(StoreId store, EvidenceFileId file) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT name, type, content FROM evidence_file WHERE store_id = :store AND id = :id")
                .bind("store", store.value())
                .bind("id", file.value())
                .map((row, context) ->
                        new Content(row.getString("name"), row.getString("type"), row.getBytes("content")))
                .findOne()
                .orElseThrow(EvidenceFileId::unknown));
    }

    /** Refuses what this store does not have. The foreign keys refuse it too, with less to say. */
    void require(StoreId store, @Nullable EvidenceFileId file) {
        if (file != null
                && jdbi.withHandle(
                        db -> db.createQuery("SELECT 1 FROM evidence_file WHERE store_id = :store AND id = :id")
                                .bind("store", store.value())
                                .bind("id", file.value())
                                .mapTo(Integer.class)
                                .findOne()
                                .isEmpty())) {
            throw EvidenceFileId.unknown();
        }
    }

    /** Forgets what nobody has referred to. */
    @Transactional
    int sweep() {
        return jdbi.withHandle(db -> {
            // Locked first: whoever is about to refer to one waits, and then finds it gone; or has done so, and is
            // seen.
            var old = db.createQuery("""
                            SELECT id FROM evidence_file f WHERE uploaded_at < :before AND NOT EXISTS (
                                SELECT 1 FROM store_history WHERE evidence_file_id = f.id)
                            FOR UPDATE SKIP LOCKED
                            """)
                    .bind("before", clock.instant().minus(config.unusedFor()))
                    .mapTo(UUID.class)
                    .list();
            return db.createUpdate("""
                            DELETE FROM evidence_file f WHERE id = ANY(:old)
                                AND NOT EXISTS (SELECT 1 FROM store_history WHERE evidence_file_id = f.id)
                                AND NOT EXISTS (SELECT 1 FROM account_link WHERE evidence_file_id = f.id)
                                AND NOT EXISTS (SELECT 1 FROM account_authorization WHERE evidence_file_id = f.id)
                            """).bindArray("old", UUID.class, old).execute();
        });
    }

    public ProblemException tooLarge() {
        return new ProblemException(
                PlatformProblem.BODY_TOO_LARGE,
                "A file may have up to " + config.maxSize().asLongValue() + " bytes.");
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** @param type the media type of its content */
    public record Uploaded(UUID id, String name, String type, int size, Instant uploadedAt, UUID uploadedBy) {}

    /** The same where it is referred to. */
    public record Evidence(UUID id, String name, String type, int size) {}

    public record Content(String name, String type, byte[] bytes) {}
}
