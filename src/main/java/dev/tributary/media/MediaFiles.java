package dev.tributary.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The place where bytes are kept, by the name of their content. Keeping the same twice keeps it once, so a repeated
 * attempt needs no care.
 */
interface MediaFiles {

    /** Keeps a copy of {@code file}, whose name is {@code digest}. On return it is where a crash does not reach it. */
    void keep(Digest digest, Path file) throws IOException;

    /**
     * Some of the bytes; the caller closes it.
     *
     * @throws MissingFileException if nothing is kept under that name
     */
    InputStream open(Digest digest, long from, long length) throws IOException, MissingFileException;

    /** Forgets it, if it has been there unchanged for a while: somebody may be keeping the same again this moment. */
    void forget(Digest digest) throws IOException;

    /** The database knows of it, and the place for media does not have it: a backup without it, perhaps. */
    class MissingFileException extends Exception {

        private static final long serialVersionUID = 1L;

        MissingFileException(Digest digest) {
            super("Nothing is kept under " + digest);
        }
    }
}
