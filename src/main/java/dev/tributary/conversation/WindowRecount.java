package dev.tributary.conversation;

import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Counts all conversations anew after the settings changed by which they were counted: how long a window is, and which
 * messages TikTok counts. In steps, each in its own transaction, by whichever server comes first; one that stops in
 * between is continued.
 */
@ApplicationScoped
class WindowRecount {

    private static final Logger LOG = Logger.getLogger(WindowRecount.class);
    private static final int STEP = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final Jdbi jdbi;
    private final ConversationRefresh refresh;
    private final String basis;
    private volatile boolean done;

    WindowRecount(Jdbi jdbi, ConversationRefresh refresh, MessagingRules rules) {
        this.jdbi = jdbi;
        this.refresh = refresh;
        this.basis = rules.window() + " without " + new TreeSet<>(rules.uncountedSources());
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void run() {
        while (!done) {
            done = QuarkusTransaction.requiringNew().call(this::step);
        }
    }

    /** Looks again, as a server does that starts. */
    void settingsMayHaveChanged() {
        done = false;
        run();
    }

    /** Whether there is nothing left to count. */
    private boolean step() {
        return jdbi.withHandle(db -> {
            var counted = db.createQuery("SELECT basis, counted_until FROM answer_window_basis FOR UPDATE")
                    .map((row, context) ->
                            new Counted(row.getString("basis"), row.getObject("counted_until", UUID.class)))
                    .one();
            var same = counted.basis().equals(basis);
            if (same && counted.until() == null) {
                return true;
            }
            var next = db.createQuery("""
                            SELECT id FROM conversation WHERE id > :after AND surface = 'DM' ORDER BY id LIMIT :step
                            FOR NO KEY UPDATE
                            """)
                    .bind("after", same && counted.until() != null ? counted.until() : FIRST)
                    .bind("step", STEP)
                    .mapTo(UUID.class)
                    .list();
            if (!same) {
                LOG.infof("Counting answering windows anew: %s, until now %s", basis, counted.basis());
            }
            refresh.of(next);
            db.createUpdate("UPDATE answer_window_basis SET basis = :basis, counted_until = :until")
                    .bind("basis", basis)
                    .bind("until", next.size() < STEP ? null : next.get(next.size() - 1))
                    .execute();
            return next.size() < STEP;
        });
    }

    private record Counted(String basis, @Nullable UUID until) {}
}
