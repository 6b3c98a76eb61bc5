package dev.tributary.media;

import dev.tributary.connector.HandedOverPicture;
import dev.tributary.connector.Picture;
import dev.tributary.media.MediaFiles.MissingFileException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Pictures of replies on their way to the platform, which wants to have them before they are sent. */
@ApplicationScoped
public class OutgoingPictures {

    private final Jdbi jdbi;
    private final MediaFiles files;
    private final MediaRows rows;

    OutgoingPictures(Jdbi jdbi, MediaFiles files, MediaRows rows) {
        this.jdbi = jdbi;
        this.files = files;
        this.rows = rows;
    }

    /** A picture that the platform does not have, or not any more when the reply is sent. */
    public record Waiting(MediaId id, String sha256, FileType type, long size) {}

    /** What the platform is told of a file. */
    public record FileType(String contentType, String extension) {}

    /** Empty for a reply of words, and for one whose picture the platform has. */
    public Optional<Waiting> notHandedOver(UUID message) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, sha256, content_type, size FROM media
                        WHERE message_id = :message AND uploaded_by IS NOT NULL
                          AND (handed_over_until IS NULL OR handed_over_until < now() + interval '1 hour')
                        """)
                .bind("message", message)
                .map((row, context) -> {
                    var kind = FileKind.ofContentType(row.getString("content_type"));
                    return new Waiting(
                            new MediaId(row.getObject("id", UUID.class)),
                            row.getString("sha256"),
                            new FileType(kind.contentType(), kind.extension()),
                            row.getLong("size"));
                })
                .findOne());
    }

    /** Its bytes; empty if the place for media has lost them. The name tells nobody anything. */
    public Optional<Picture> read(Waiting waiting) throws IOException {
        try (var stream = files.open(new Digest(waiting.sha256()), 0, waiting.size())) {
            return Optional.of(new Picture(
                    stream.readAllBytes(),
                    waiting.type().contentType(),
                    "picture." + waiting.type().extension()));
        } catch (MissingFileException e) {
            rows.lost(waiting.id());
            return Optional.empty();
        }
    }

    public void handedOver(MediaId id, HandedOverPicture as) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE media SET handed_over_as = :name, handed_over_until = now() + :seconds * interval '1 s'
                        WHERE id = :id
                        """)
                .bind("name", as.id())
                .bind("seconds", as.usableFor().toSeconds())
                .bind("id", id.value())
                .execute());
    }

    /** The platform did not send it: perhaps because it does not know that name any more. */
    public void forgetName(UUID message) {
        jdbi.useHandle(db -> db.createUpdate(
                        "UPDATE media SET handed_over_as = NULL, handed_over_until = NULL WHERE message_id = :message")
                .bind("message", message)
                .execute());
    }
}
