package dev.tributary.media;

import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Forgets attachments that nobody sent. */
@ApplicationScoped
class MediaCleaning {

    private static final Logger LOG = Logger.getLogger(MediaCleaning.class);

    private final Jdbi jdbi;
    private final MediaFiles files;
    private final MediaConfig config;

    MediaCleaning(Jdbi jdbi, MediaFiles files, MediaConfig config) {
        this.jdbi = jdbi;
        this.files = files;
        this.config = config;
    }

    @Scheduled(
            every = "1h",
            delayed = "10m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void run() {
        removeUnused().stream().filter(this::unneeded).forEach(this::forget);
    }

    /** The names of their bytes, which others may need. */
    private List<String> removeUnused() {
        return jdbi.withHandle(db -> db
                .createQuery("""
                        DELETE FROM media WHERE message_id IS NULL AND created_at < now() - :kept * interval '1 ms'
                        RETURNING sha256, thumb_sha256
                        """)
                .bind("kept", config.unusedKept().toMillis())
                .map((row, context) -> Stream.of(row.getString(1), row.getString(2))
                        .filter(Objects::nonNull)
                        .toList())
                .list()
                .stream()
                .flatMap(List::stream)
                .distinct()
                .toList());
    }

    private boolean unneeded(String sha256) {
        return jdbi.withHandle(db ->
                db.createQuery("""
                        SELECT NOT EXISTS (SELECT 1 FROM media WHERE sha256 = :it)
                           AND NOT EXISTS (SELECT 1 FROM media WHERE thumb_sha256 = :it)
                        """).bind("it", sha256).mapTo(Boolean.class).one());
    }

    private void forget(String sha256) {
        try {
            files.forget(new Digest(sha256));
        } catch (IOException e) {
            // It takes room and does no other harm.
            LOG.warnf(e, "A file that nobody needs could not be deleted: file=%s", sha256);
        }
    }
}
