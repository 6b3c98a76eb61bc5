package dev.tributary.ingest;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.Tally;
import dev.tributary.ingest.RecoveryRows.Added;
import dev.tributary.ingest.RecoveryRows.Hour;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.BoundAccount;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts how messages reach us, in memory, and writes the sums down every few seconds: taking in webhooks costs no
 * statement more. A server that is killed takes the last seconds of its counts with it, never a message.
 */
@ApplicationScoped
class RecoveryCounts {

    private final RecoveryRows rows;
    private final RepeatedWebhooks repeats;
    private final ReconciliationRows reconciliations;
    private final ReconciliationConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    private Map<Hour, Added> counted = new HashMap<>();
    private Set<BoundAccount> suspected = new HashSet<>();

    RecoveryCounts(
            RecoveryRows rows,
            RepeatedWebhooks repeats,
            ReconciliationRows reconciliations,
            ReconciliationConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.repeats = repeats;
        this.reconciliations = reconciliations;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /** After the transaction in which they were applied is through. */
    void byWebhook(Collection<Tally> tallies) {
        tallies.forEach(it -> {
            var now = clock.instant();
            add(
                    it.account(),
                    new Added(
                            it.fresh(),
                            0,
                            it.told() - it.fresh(),
                            it.late(),
                            0,
                            0,
                            it.surfaces().contains(Surface.DM) ? now : null,
                            it.surfaces().contains(Surface.COMMENT) ? now : null));
            meter("webhook", it.fresh());
            meter("duplicate", it.told() - it.fresh());
            meter("late", it.late());
        });
        suspect(tallies.stream().filter(Tally::gap).map(Tally::account).collect(toUnmodifiableSet()));
    }

    void recovered(BoundAccount account, int messages) {
        add(account, new Added(0, messages, 0, 0, 0, 0));
        meter("recovered", messages);
    }

    void conversationCut(BoundAccount account) {
        add(account, new Added(0, 0, 0, 0, 1, 0));
    }

    void listCut(BoundAccount account) {
        add(account, new Added(0, 0, 0, 0, 0, 1));
    }

    private synchronized void add(BoundAccount account, Added added) {
        if (!added.isNothing()) {
            counted.merge(
                    new Hour(account.id(), account.store(), clock.instant().truncatedTo(ChronoUnit.HOURS)),
                    added,
                    Added::plus);
        }
    }

    private synchronized void suspect(Set<BoundAccount> accounts) {
        suspected.addAll(accounts);
    }

    private void meter(String how, int messages) {
        if (messages > 0) {
            meters.counter("tributary.recovery.messages", "how", how).increment(messages);
        }
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void flush() {
        repeats.take().forEach((account, messages) -> {
            add(account, new Added(0, 0, messages, 0, 0, 0));
            meter("duplicate", messages);
        });
        Map<Hour, Added> taken;
        Set<BoundAccount> doubtful;
        synchronized (this) {
            taken = counted;
            doubtful = suspected;
            counted = new HashMap<>();
            suspected = new HashSet<>();
        }
        try {
            rows.add(taken);
            taken = Map.of();
            if (config.enabled() && !doubtful.isEmpty()) {
                reconciliations.request(doubtful, Cause.SUSPECTED, config.rest());
            }
            doubtful = Set.of();
        } finally {
            putBack(taken, doubtful);
        }
    }

    private synchronized void putBack(Map<Hour, Added> taken, Set<BoundAccount> doubtful) {
        taken.forEach((hour, added) -> counted.merge(hour, added, Added::plus));
        suspected.addAll(doubtful);
    }

    void stop(@Observes ShutdownEvent event) {
        flush();
    }
}
