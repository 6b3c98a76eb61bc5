package dev.tributary.platform.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The process at the head of a PostgreSQL, as the files in its data folder name it. */
final class Postmaster {

    private static final long PATIENCE_SECONDS = 60;

    private final Path data;

    Postmaster(Path data) {
        this.data = data;
    }

    /**
     * The process, if it runs. A number may since belong to another program; and one that was killed in a container
     * whose first process does not bury the dead still has its number, but no program.
     */
    Optional<ProcessHandle> process() throws IOException {
        return pid().flatMap(ProcessHandle::of).filter(Postmaster::isPostgres);
    }

    /**
     * Clears the way for the next start: one that still runs, because its server was killed, writes a checkpoint and
     * ends without waiting for clients; and one that was killed as well leaves no trace.
     */
    void stop() throws IOException {
        forgetTheDead();
        var running = process().orElse(null);
        if (running != null) {
            // SIGINT is PostgreSQL's fast shutdown.
            new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start();
            running.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    /**
     * Starts it as it was started last, on the same port. PostgreSQL recovers what was committed.
     *
     * @return what the program said, if it did not start
     */
    Optional<String> restart() throws IOException, InterruptedException {
        forgetTheDead();
        var pgCtl = new ProcessBuilder(command()).redirectErrorStream(true).start();
        var said = new FirstWords(pgCtl.getInputStream());
        return pgCtl.waitFor() == 0 ? Optional.empty() : Optional.of(said.all());
    }

    /**
     * PostgreSQL would take whoever has the dead one's number now for a living server, and not start beside it. Whether
     * workers of the dead one still write to the data it sees by their shared memory, file or no file.
     */
    private void forgetTheDead() throws IOException {
        var dead = pid().flatMap(ProcessHandle::of).orElse(null);
        if (dead != null && !isPostgres(dead)) {
            Files.delete(data.resolve("postmaster.pid"));
        }
    }

    private List<String> command() throws IOException {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; this way it sees itself as nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                program().resolveSibling("pg_ctl").toString(),
                "restart",
                "--pgdata=" + data,
                "--timeout=" + PATIENCE_SECONDS));
        return command;
    }

    /** PostgreSQL writes down how it was started, its own path first. */
    private Path program() throws IOException {
        var options = Files.readString(data.resolve("postmaster.opts"));
        return Path.of(options.substring(0, options.indexOf(" \"")));
    }

    private Optional<Long> pid() throws IOException {
        var file = data.resolve("postmaster.pid");
        return Files.exists(file)
                ? Optional.of(Long.valueOf(Files.readAllLines(file).get(0).trim()))
                : Optional.empty();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/postgres");
    }

    /**
     * Reads what a program says, and keeps the beginning. PostgreSQL goes on talking to whoever listened when it was
     * started, and would be held up if nobody did.
     */
    private static final class FirstWords {

        private static final int MOST_LINES = 50;

        private final List<String> lines = new ArrayList<>();
        private final Thread reader;

        FirstWords(InputStream stream) {
            reader = new Thread(() -> read(stream), "embedded-database-output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            try (var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    if (lines.size() < MOST_LINES) {
                        lines.add(line);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Nobody hears what PostgreSQL says any more", e);
            }
        }

        /** Once the program has ended, and everything that it left behind. */
        String all() throws InterruptedException {
            reader.join();
            return String.join("; ", lines);
        }
    }
}
