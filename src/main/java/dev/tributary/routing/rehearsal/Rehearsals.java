package dev.tributary.routing.rehearsal;

import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.routing.policy.Policies;
import dev.tributary.routing.policy.Policies.Active;
import dev.tributary.routing.policy.PolicyProblem;
import dev.tributary.routing.policy.PolicyQueries;
import dev.tributary.routing.policy.PolicyVersion;
import dev.tributary.routing.rehearsal.Simulation.TooLargeException;
import dev.tributary.store.StoreId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Rehearses policies, one after the other on a thread of its own: it is a question of seconds, and must not take the
 * threads of those who work.
 */
@ApplicationScoped
public class Rehearsals {

    private static final Duration LONGEST = Duration.ofDays(31);

    private final PastRows past;
    private final Policies policies;
    private final PolicyQueries versions;
    private final Clock clock;
    private final Set<StoreId> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(it -> new Thread(it, "rehearsal"));

    Rehearsals(PastRows past, Policies policies, PolicyQueries versions, Clock clock) {
        this.past = past;
        this.policies = policies;
        this.versions = versions;
        this.clock = clock;
    }

    /** What the version would have done from then to then. */
    public CompletionStage<Rehearsal> rehearse(StoreId store, PolicyVersion version, Instant from, Instant to) {
        require(from, to);
        var rehearsed = new Active(version.value(), versions.get(store, version).document());
        if (!running.add(store)) {
            throw new ProblemException(PolicyProblem.REHEARSAL_RUNNING, "Wait until it has ended; then begin yours.");
        }
        try {
            return CompletableFuture.supplyAsync(() -> rehearse(store, rehearsed, from, to), worker)
                    .whenComplete((done, failed) -> running.remove(store));
        } catch (RuntimeException e) {
            running.remove(store);
            throw e;
        }
    }

    private void require(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw InvalidField.problem("to", "must be after from");
        }
        if (to.isAfter(clock.instant())) {
            throw InvalidField.problem("to", "must not be in the future: only what happened can be rehearsed");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw InvalidField.problem("from", "must be no more than " + LONGEST.toDays() + " days before to");
        }
    }

    private Rehearsal rehearse(StoreId store, Active draft, Instant from, Instant to) {
        var today = policies.active(store);
        try {
            var happened = past.read(store, from, to);
            return new Rehearsal(
                    from,
                    to,
                    happened.people().size(),
                    (int) happened.people().stream()
                            .filter(Past.Person::assumed)
                            .count(),
                    Tally.of(happened, today, Simulation.run(happened, today.policy())),
                    Tally.of(happened, draft, Simulation.run(happened, draft.policy())));
        } catch (TooLargeException e) {
            throw tooLarge("It would take too long.");
        }
    }

    static ProblemException tooLarge(String why) {
        return new ProblemException(PolicyProblem.REHEARSAL_TOO_LARGE, why + " Choose a shorter period.");
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
