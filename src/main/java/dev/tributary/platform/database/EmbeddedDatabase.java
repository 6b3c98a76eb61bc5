package dev.tributary.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that belongs to this process and keeps its data in a folder.
 *
 * <p>It is as durable as any other: {@code fsync} is on. After {@code kill -9} of this process the next start recovers,
 * and after {@code kill -9} of PostgreSQL this process starts it again. One process owns a folder; a lock file that the
 * kernel releases says which. Listens on loopback only, with a random password that is kept in the folder.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "tributary";
    private static final String USER = "postgres";

    /** Kept, because a channel that is collected gives the lock away. */
    private final FileChannel lockChannel;

    private final EmbeddedPostgres postgres;
    private final PostmasterWatch watch;
    private final String password;

    private EmbeddedDatabase(
            FileChannel lockChannel, EmbeddedPostgres postgres, PostmasterWatch watch, String password) {
        this.lockChannel = lockChannel;
        this.postgres = postgres;
        this.watch = watch;
        this.password = password;
    }

    /**
     * Starts, creating what is missing.
     *
     * @throws IllegalStateException if another server owns the folder; the message says what to do
     */
    public static EmbeddedDatabase start(Path directory) {
        try {
            Files.createDirectories(directory);
            var lockChannel = lock(directory);
            var data = directory.resolve("postgresql-18");
            var postmaster = new Postmaster(data);
            // After a killed server its PostgreSQL may still be running; it holds the data and must go first.
            postmaster.stop();
            var password = password(directory.resolve("database-password"));
            var fresh = !Files.exists(data.resolve("PG_VERSION"));
            var postgres = builder(directory, data, fresh ? null : password).start();
            if (fresh) {
                requirePassword(postgres, data, password);
            }
            return new EmbeddedDatabase(lockChannel, postgres, PostmasterWatch.begin(postmaster), password);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL in " + directory + " does not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL in " + directory + " cannot be set up", e);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(postgres, NAME);
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops the server cleanly and gives the folder free. */
    @Override
    public void close() throws IOException {
        watch.close();
        postgres.close();
        lockChannel.close();
    }

    private static EmbeddedPostgres.Builder builder(Path directory, Path data, @Nullable String password) {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        directory.resolve("postgresql-binaries").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                // Search must tell Chinese characters from punctuation; the plain C locale cannot.
                .setLocaleConfig("locale", "C.UTF-8")
                // The library passes -F for throw-away databases; a later setting wins.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("shared_buffers", "256MB")
                // The default of 4 is for spinning disks: it made every batch read whole tables rather than indexes.
                .setServerConfig("random_page_cost", "1.1")
                // What grows from nothing is not known to be large until it is analysed.
                .setServerConfig("autovacuum_naptime", "15s")
                .setServerConfig("max_wal_size", "2GB");
        if (password != null) {
            builder.setConnectConfig("password", password);
        }
        return builder;
    }

    private static FileChannel lock(Path directory) throws IOException {
        var channel =
                FileChannel.open(directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("Another Tributary server is running on " + directory.toAbsolutePath()
                    + ". Stop it, or set tributary.database.directory to another folder for this one.");
        }
        return channel;
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return Files.readString(file).trim();
    }

    /** A new cluster trusts everybody on this machine until here. */
    private static void requirePassword(EmbeddedPostgres postgres, Path data, String password)
            throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(jdbcUrl(postgres, "postgres"), USER, "");
                var statement = connection.createStatement()) {
            // The password is base64url, so it needs no quoting beyond this.
            statement.execute("ALTER ROLE " + USER + " PASSWORD '" + password + "'");
            statement.execute("CREATE DATABASE " + NAME);
            Files.write(
                    data.resolve("pg_hba.conf"),
                    List.of("host all all 127.0.0.1/32 scram-sha-256", "host all all ::1/128 scram-sha-256"));
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static String jdbcUrl(EmbeddedPostgres postgres, String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }
}
