package dev.tributary.media;

import dev.tributary.media.MediaFiles.MissingFileException;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jdbi.v3.core.Jdbi;

/** Gives out the bytes of what is here. */
@ApplicationScoped
public class ShownMedia {

    private final Jdbi jdbi;
    private final MediaFiles files;
    private final MediaRows rows;

    ShownMedia(Jdbi jdbi, MediaFiles files, MediaRows rows) {
        this.jdbi = jdbi;
        this.files = files;
        this.rows = rows;
    }

    /**
     * A file to be shown.
     *
     * @param inline a still picture or a video that every browser knows; anything else is only to be saved
     */
    public record Shown(MediaId id, String sha256, String contentType, String fileName, long size, boolean inline) {}

    /** The small one where there is one and it is wanted. */
    public Shown find(MediaId id, boolean small) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT CASE WHEN t THEN thumb_sha256 ELSE sha256 END AS sha256,
                            CASE WHEN t THEN thumb_type ELSE content_type END AS type,
                            CASE WHEN t THEN thumb_size ELSE size END AS size, animated
                        FROM media, LATERAL (SELECT :small AND thumb_sha256 IS NOT NULL AS t) AS which
                        WHERE id = :id AND state = 'READY'
                        """)
                .bind("small", small)
                .bind("id", id.value())
                .map((row, context) -> {
                    var kind = FileKind.ofContentType(row.getString("type"));
                    return new Shown(
                            id,
                            row.getString("sha256"),
                            kind.contentType(),
                            "media-" + id + "." + kind.extension(),
                            row.getLong("size"),
                            kind.shown() && !row.getBoolean("animated"));
                })
                .findOne()
                .orElseThrow(ShownMedia::notHere));
    }

    /** The caller closes it. */
    public InputStream open(Shown shown, long from, long length) {
        try {
            return files.open(new Digest(shown.sha256()), from, length);
        } catch (MissingFileException e) {
            rows.lost(shown.id());
            throw notHere();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it fetched again. */
    public void fetchAgain(MediaId id) {
        rows.again(id);
    }

    private static ProblemException notHere() {
        return new ProblemException(
                MediaProblem.MEDIA_NOT_HERE, "Wait until it has been fetched, or have it fetched again.");
    }
}
