package dev.tributary.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Keeps the world in one JSON file: at most a second old while things happen, and exact after a proper end. */
final class StateFile implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StateFile.class);
    private static final Duration RESTING = Duration.ofMillis(900);

    private final Path file;
    private final WorldState state;
    private final Runnable beforeSaving;
    private final ScheduledExecutorService saver = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "simulator-state");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private StateFile(Path file, WorldState state, Runnable beforeSaving) {
        this.file = file;
        this.state = state;
        this.beforeSaving = beforeSaving;
    }

    static WorldState load(Path directory) {
        var file = fileIn(directory);
        try {
            Files.createDirectories(directory);
            return Files.exists(file) ? Json.MAPPER.readValue(file.toFile(), WorldState.class) : new WorldState();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The simulator cannot read " + file + ". Move it away to begin with an empty world.", e);
        }
    }

    /** @param beforeSaving called with the world's monitor held, to bring into the state what lives elsewhere */
    static StateFile keep(Path directory, WorldState state, Runnable beforeSaving) {
        var kept = new StateFile(fileIn(directory), state, beforeSaving);
        synchronized (state) {
            state.whenChanged(kept::soon);
        }
        return kept;
    }

    private static Path fileIn(Path directory) {
        return directory.resolve("simulator.json");
    }

    private void soon() {
        if (!saver.isShutdown() && scheduled.compareAndSet(false, true)) {
            var unused = saver.schedule(this::save, RESTING.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void save() {
        scheduled.set(false);
        try {
            byte[] bytes;
            synchronized (state) {
                beforeSaving.run();
                bytes = Json.MAPPER.writeValueAsBytes(state);
            }
            var fresh = file.resolveSibling("simulator.json.new");
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.errorf(e, "The simulator could not save its world to %s.", file);
        }
    }

    @Override
    public void close() {
        saver.shutdownNow();
        save();
    }
}
