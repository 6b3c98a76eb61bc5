package dev.tributary.media;

import dev.tributary.media.KeptFile.Thumbnail;
import dev.tributary.media.Pictures.Drawn;
import dev.tributary.media.UnusablePictureException.Why;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts files into the place for media, after a look at what they are. */
@ApplicationScoped
class Keeping {

    private static final Logger LOG = Logger.getLogger(Keeping.class);
    private static final int PIECE = 64 * 1_024;

    private final MediaFiles files;
    private final Pictures pictures;

    Keeping(MediaFiles files, Pictures pictures) {
        this.files = files;
        this.pictures = pictures;
    }

    /** A file that is deleted when it is not needed any more. */
    static Path temporary() throws IOException {
        return Files.createTempFile("tributary-media-", null);
    }

    static Optional<FileKind> kindOf(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            return FileKind.of(stream.readNBytes(FileKind.HEAD));
        }
    }

    /**
     * A picture that cannot be looked into is kept all the same: a browser may be able to, or a person.
     *
     * @throws UnusablePictureException if it has too many pixels for anybody
     */
    KeptFile keep(Path file, FileKind kind) throws IOException, UnusablePictureException {
        var size = kind.decodable() ? sizeOf(file, kind) : null;
        var digest = digest(file);
        files.keep(digest, file);
        var animated = Animation.in(file, kind);
        var thumbnail = kind.decodable() && !animated && size != null ? thumbnail(file, kind) : null;
        return new KeptFile(
                digest,
                kind,
                Files.size(file),
                size == null ? null : size.width(),
                size == null ? null : size.height(),
                animated,
                thumbnail);
    }

    private PictureReader.@Nullable Size sizeOf(Path file, FileKind kind) throws UnusablePictureException {
        try {
            return pictures.size(file, kind);
        } catch (UnusablePictureException e) {
            if (e.why() == Why.TOO_MANY_PIXELS) {
                throw e;
            }
            LOG.debug("A picture does not say how large it is", e);
            return null;
        }
    }

    private @Nullable Thumbnail thumbnail(Path file, FileKind kind) throws IOException {
        Optional<Drawn> drawn;
        try {
            drawn = pictures.thumbnail(file, kind);
        } catch (UnusablePictureException e) {
            LOG.debug("No thumbnail can be made of a picture", e);
            return null;
        }
        if (drawn.isEmpty()) {
            return null;
        }
        var small = temporary();
        try {
            Files.write(small, drawn.get().bytes());
            var digest = digest(small);
            files.keep(digest, small);
            return new Thumbnail(digest, drawn.get().kind(), drawn.get().bytes().length);
        } finally {
            Files.deleteIfExists(small);
        }
    }

    private static Digest digest(Path file) throws IOException {
        try (var stream = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            var piece = new byte[PIECE];
            int read;
            do {
                read = stream.read(piece);
            } while (read >= 0);
            return new Digest(HexFormat.of().formatHex(stream.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
