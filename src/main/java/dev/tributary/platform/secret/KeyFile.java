package dev.tributary.platform.secret;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A key that the server made for itself, for its owner's eyes only. */
record KeyFile(Path path) {

    static KeyFile in(Path directory) {
        return new KeyFile(directory.toAbsolutePath().resolve("secrets.key"));
    }

    /** The key; made now if there is none yet. */
    String read() {
        try {
            if (!Files.exists(path)) {
                make();
            }
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a master key in " + path + "; set tributary.secrets.key", e);
        }
    }

    private void make() throws IOException {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        var directory = requireNonNull(path.getParent());
        Files.createDirectories(directory);

        // Written aside and linked into place, so that a process that starts beside us never reads half a key.
        var fresh = directory.resolve("secrets.key." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var file = Files.newByteChannel(fresh, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            file.write(ByteBuffer.wrap(Base64.getEncoder().encode(key)));
        }
        try {
            Files.createLink(path, fresh);
        } catch (FileAlreadyExistsException theirs) {
            // Somebody else was first, and theirs is the key.
        } finally {
            Files.delete(fresh);
        }
    }
}
