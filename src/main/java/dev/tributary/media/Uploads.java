package dev.tributary.media;

import dev.tributary.connector.Connector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Platform;
import dev.tributary.identity.AgentId;
import dev.tributary.media.UnusablePictureException.Why;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Takes in pictures that agents attach, and gives them to messages. */
@ApplicationScoped
public class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final String SEND_ANOTHER = "Attach a JPEG, PNG, WebP or GIF.";

    private final Jdbi jdbi;
    private final Connectors connectors;
    private final Keeping keeping;
    private final Pictures pictures;
    private final MediaConfig config;
    private final Clock clock;

    Uploads(Jdbi jdbi, Connectors connectors, Keeping keeping, Pictures pictures, MediaConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.connectors = connectors;
        this.keeping = keeping;
        this.pictures = pictures;
        this.config = config;
        this.clock = clock;
    }

    /** A picture as the customer will see it. */
    public record Upload(UUID id, String contentType, int width, int height, long size) {}

    /** Draws it anew, so that neither where it was taken nor anything else that cannot be seen goes to a customer. */
    public Upload take(AgentId agent, InputStream body) {
        try {
            var file = Keeping.temporary();
            try {
                receive(body, file);
                return keep(agent, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(InputStream body, Path file) throws IOException {
        var limit = config.maxUpload().asLongValue();
        try (var out = Files.newOutputStream(file)) {
            var received = new FirstBytes(body, limit + 1).transferTo(out);
            if (received > limit) {
                throw new ProblemException(
                        MediaProblem.PICTURE_TOO_LARGE, "Attach one of no more than " + limit / 1_000_000 + " MB.");
            }
        }
    }

    private Upload keep(AgentId agent, Path file) throws IOException {
        var kind = Keeping.kindOf(file)
                .filter(FileKind::decodable)
                .orElseThrow(() -> new ProblemException(MediaProblem.NOT_A_PICTURE, SEND_ANOTHER));
        try {
            var drawn = pictures.forSending(file, kind, sendable());
            Files.write(file, drawn.bytes());
            return insert(agent, keeping.keep(file, drawn.kind()), drawn);
        } catch (UnusablePictureException e) {
            LOG.debug("An attached picture cannot be read", e);
            throw e.why() == Why.TOO_MANY_PIXELS
                    ? new ProblemException(
                            MediaProblem.PICTURE_TOO_LARGE,
                            "Attach one of no more than " + config.maxPixels() / 1_000_000 + " megapixels.")
                    : new ProblemException(MediaProblem.NOT_A_PICTURE, "It is broken. " + SEND_ANOTHER);
        }
    }

    /** It is made to fit before anybody knows in which conversation it is sent, so that every platform takes it. */
    private long sendable() {
        return Arrays.stream(Platform.values())
                .flatMap(it -> connectors.of(it).stream())
                .mapToLong(Connector::pictureLimit)
                .min()
                .orElse(config.maxUpload().asLongValue());
    }

    private Upload insert(AgentId agent, KeptFile kept, Pictures.Drawn drawn) {
        var id = Ids.next();
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO media (id, kind, state, sha256, content_type, size, width, height, animated,
                            thumb_sha256, thumb_type, thumb_size, uploaded_by, created_at)
                        VALUES (:id, 'IMAGE', 'READY', :sha256, :type, :size, :width, :height, :animated, :thumb, :thumbType,
                            :thumbSize, :by, :now)
                        """)
                .bindMap(kept.columns())
                .bind("id", id)
                .bind("by", agent.value())
                .bind("now", clock.instant())
                .execute());
        return new Upload(id, drawn.kind().contentType(), drawn.width(), drawn.height(), kept.size());
    }

    /** The picture becomes that of a message, once and of one that its uploader writes. */
    @Transactional(TxType.MANDATORY)
    public void use(MediaId id, AgentId author, StoreId store, AccountId account, UUID message) {
        var used = jdbi.withHandle(db -> db.createUpdate("""
                        UPDATE media SET store_id = :store, account_id = :account, message_id = :message
                        WHERE id = :id AND uploaded_by = :author AND message_id IS NULL AND state = 'READY'
                        """)
                .bind("store", store.value())
                .bind("account", account.value())
                .bind("message", message)
                .bind("id", id.value())
                .bind("author", author.value())
                .execute());
        if (used == 0) {
            throw new ProblemException(
                    MediaProblem.MEDIA_NOT_USABLE, "Attach the picture again: each is sent once, by who attached it.");
        }
    }

    /** The message is not sent after all: its uploader may attach the picture again. */
    @Transactional(TxType.MANDATORY)
    public void giveBack(UUID message) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE media SET store_id = NULL, account_id = NULL, message_id = NULL, created_at = :now
                        WHERE message_id = :message AND uploaded_by IS NOT NULL
                        """)
                .bind("now", clock.instant())
                .bind("message", message)
                .execute());
    }
}
