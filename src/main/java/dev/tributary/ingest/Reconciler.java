package dev.tributary.ingest;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.InboundEvent;
import dev.tributary.conversation.OwnComments;
import dev.tributary.ingest.ReconciliationRows.Claim;
import dev.tributary.ingest.ReconciliationRows.Outcome;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.AccountBound;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.governor.AccountCalls;
import dev.tributary.store.governor.CallGovernor;
import dev.tributary.store.governor.CallPriority;
import dev.tributary.store.governor.NotNowException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads accounts back, in case webhooks were lost: each in a lane of its own, one call after the other.
 *
 * <p>Lanes share a few threads, one call at a time, and a lane whose calls fail is left alone for a while; so an account
 * that is broken costs the others little and stops none. No call is made inside a transaction.
 */
@ApplicationScoped
class Reconciler implements ReadingBack.Sink {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final ReconciliationRows rows;
    private final CallGovernor governor;
    private final ReconciliationConfig config;
    private final RecoveryCounts counts;
    private final RecoveredArrivals arrivals;
    private final OwnComments ownComments;
    private final Accounts accounts;
    private final AccountCalls calls;
    private final Connectors connectors;
    private final MeterRegistry meters;
    private final ExecutorService lanes;

    Reconciler(
            ReconciliationRows rows,
            CallGovernor governor,
            ReconciliationConfig config,
            RecoveryCounts counts,
            RecoveredArrivals arrivals,
            OwnComments ownComments,
            Accounts accounts,
            AccountCalls calls,
            Connectors connectors,
            MeterRegistry meters) {
        this.rows = rows;
        this.governor = governor;
        this.config = config;
        this.counts = counts;
        this.arrivals = arrivals;
        this.ownComments = ownComments;
        this.accounts = accounts;
        this.calls = calls;
        this.connectors = connectors;
        this.meters = meters;
        this.lanes = Executors.newFixedThreadPool(config.calls(), it -> {
            var thread = new Thread(it, "reconciliation");
            thread.setDaemon(true);
            return thread;
        });
    }

    void started(@Observes StartupEvent event) {
        if (config.enabled()) {
            later(config.afterStart()).execute(this::afterStart);
        }
    }

    private void afterStart() {
        try {
            rows.request(accounts.all(), Cause.STARTED, config.rest());
        } catch (RuntimeException e) {
            LOG.warnf("Could not plan to read accounts back after the start; the schedule will: %s", e.getMessage());
        }
    }

    /** Within the transaction that binds it: nobody looks before the account is there. */
    void bound(@Observes AccountBound event) {
        if (config.enabled()) {
            rows.request(List.of(event.account()), Cause.BOUND, Duration.ZERO);
        }
    }

    @Scheduled(
            every = "10m",
            delayed = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void listen() {
        if (!config.enabled()) {
            return;
        }
        var silent =
                rows.silent().stream().flatMap(it -> accounts.find(it).stream()).toList();
        rows.request(silent, Cause.SILENT, Duration.ofHours(1));
    }

    void requested(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReadingBackRequested event) {
        if (!lanes.isShutdown()) {
            lanes.execute(this::begin);
        }
    }

    /** Finds what no hint told of: what is due by its schedule, and what a server that died was reading. */
    @Scheduled(
            every = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void begin() {
        if (config.enabled()) {
            rows.claim(config.lease(), config.every()).forEach(this::begin);
        }
    }

    private void begin(Claim claim) {
        var account = accounts.find(claim.account());
        var connector = account.flatMap(it -> connectors.of(it.platform()));
        if (account.isEmpty() || connector.isEmpty()) {
            end(claim, Outcome.DISCONNECTED, "The account is not bound, or its platform not configured.");
            return;
        }
        var since = claim.cause().everything() ? null : claim.completeUntil();
        var reading = new ReadingBack(account.get(), connector.get(), this, config, claim.completeUntil(), since);
        soon(new ReconciliationLane(claim, reading, connector.get(), config.failures()), Duration.ZERO);
    }

    private void soon(ReconciliationLane lane, Duration wait) {
        if (lanes.isShutdown()) {
            rows.giveBack(lane.claim());
            return;
        }
        later(wait).execute(() -> step(lane));
    }

    private Executor later(Duration wait) {
        return wait.isZero() ? lanes : CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, lanes);
    }

    private void step(ReconciliationLane lane) {
        try {
            take(lane);
        } catch (RuntimeException e) {
            // The database, or a bug: neither may end the lane unheard.
            LOG.errorf(
                    e, "Could not read an account back account=%s", lane.claim().account());
            giveUp(lane, String.valueOf(e.getMessage()), pauseAfter(lane.claim().failures()));
        }
    }

    private void take(ReconciliationLane lane) {
        var step = lane.reading().next();
        if (step == null) {
            end(lane.claim(), lane.isPartial() ? Outcome.PARTIAL : Outcome.COMPLETE, lane.missing());
            return;
        }
        // Before waiting for a turn: many accounts may wait for longer than a lease.
        if (lane.isTimeToHold(config.lease()) && !rows.hold(lane.claim(), config.lease())) {
            return; // somebody else took it for abandoned, and is at it
        }
        var account = lane.reading().account();
        var grant = governor.take(account.ref(), step.call(), CallPriority.RECONCILIATION);
        var permit = grant.permit();
        if (permit == null) {
            await(lane, grant.askAgainIn());
            return;
        }
        try (permit) {
            calls.with(account, step.call(), permit, credentials -> {
                step.take(lane.connector(), credentials);
                return step;
            });
            lane.succeeded(step);
            soon(lane, Duration.ZERO);
        } catch (AccountDisconnectedException e) {
            end(lane.claim(), Outcome.DISCONNECTED, "The account needs to be connected again.");
        } catch (NotNowException e) {
            giveUp(lane, String.valueOf(e.getMessage()), e.askAgainIn());
        } catch (ConnectorException e) {
            failed(lane, step, e);
        }
    }

    /** A pause that is longer than a server may be silent is nothing to wait for. */
    private void await(ReconciliationLane lane, Duration wait) {
        if (wait.compareTo(config.lease().dividedBy(3)) > 0) {
            giveUp(lane, "The platform takes no more calls for now.", wait);
        } else {
            soon(lane, wait);
        }
    }

    private void failed(ReconciliationLane lane, ReadingBack.Step step, ConnectorException e) {
        var reason = String.valueOf(e.getMessage());
        switch (e.kind()) {
            case REFUSED -> {
                LOG.infof(
                        "Passed over while reading back account=%s call=%s: %s",
                        lane.claim().account(), step.call(), reason);
                lane.passedOver(step, reason);
                soon(lane, Duration.ZERO);
            }
            case FORBIDDEN -> {
                lane.forbidden(step, reason);
                soon(lane, Duration.ZERO);
            }
            case THROTTLED, QUOTA_USED_UP, UNAUTHORIZED, UNAVAILABLE -> {
                if (lane.failed()) {
                    giveUp(lane, reason, pauseAfter(lane.claim().failures()));
                } else {
                    soon(lane, Duration.ofSeconds(1));
                }
            }
        }
    }

    private Duration pauseAfter(int failures) {
        var pause = config.pause().multipliedBy(1L << Math.min(failures, 16));
        return pause.compareTo(config.longestPause()) > 0 ? config.longestPause() : pause;
    }

    private void giveUp(ReconciliationLane lane, String because, Duration pause) {
        LOG.warnf(
                "Reading back is given up for %s account=%s: %s",
                pause, lane.claim().account(), because);
        count(Outcome.BROKEN);
        rows.broken(lane.claim(), because, pause);
    }

    private void end(Claim claim, Outcome outcome, @Nullable String because) {
        count(outcome);
        rows.ended(claim, outcome, because);
    }

    private void count(Outcome outcome) {
        meters.counter("tributary.reconciliation.runs", "outcome", outcome.name())
                .increment();
    }

    @Override
    public int apply(BoundAccount account, Collection<? extends InboundEvent> events) {
        var fresh = arrivals.apply(account, events);
        counts.recovered(account, fresh);
        return fresh;
    }

    /** Only here does TikTok say that a comment is our own, and by which id we sign comments. */
    @Override
    public BoundAccount signsAs(BoundAccount account, String author) {
        if (author.equals(account.commentAuthorId())) {
            return account;
        }
        ownComments.learned(account, author);
        return accounts.find(account.id()).orElse(account);
    }

    @Override
    public void conversationCut(BoundAccount account) {
        counts.conversationCut(account);
    }

    @Override
    public void listCut(BoundAccount account) {
        counts.listCut(account);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        lanes.shutdownNow();
        if (!lanes.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.info("A call of reading back was still under way; its account is read again later.");
        }
    }
}
