package dev.tributary.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;

/** Keeps media in a folder: {@code ab/cd/abcd…}. */
final class FolderFiles implements MediaFiles {

    private static final Duration QUIET = Duration.ofHours(1);

    private final Path directory;
    private final Clock clock;

    FolderFiles(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void keep(Digest digest, Path file) throws IOException {
        var folder = folder(digest);
        var target = path(digest);
        Files.createDirectories(folder);
        if (Files.exists(target)) {
            Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
            return;
        }
        // Beside its place, since only within one file system a move is all or nothing.
        var beside = Files.createTempFile(folder, "part-", null);
        try {
            Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
            sync(beside, StandardOpenOption.WRITE);
            move(beside, target);
            sync(folder, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The folder for media is on a file system that cannot rename in one step", e);
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream open(Digest digest, long from, long length) throws IOException, MissingFileException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path(digest), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new MissingFileException(digest);
        }
        channel.position(from);
        return new FirstBytes(Channels.newInputStream(channel), length);
    }

    @Override
    public void forget(Digest digest) throws IOException {
        var path = path(digest);
        try {
            if (Files.getLastModifiedTime(path)
                    .toInstant()
                    .isBefore(clock.instant().minus(QUIET))) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return; // gone already, which is what was wanted
        }
    }

    private Path path(Digest digest) {
        return folder(digest).resolve(digest.hex());
    }

    private Path folder(Digest digest) {
        var name = digest.hex();
        return directory.resolve(name.substring(0, 2)).resolve(name.substring(2, 4));
    }
}
