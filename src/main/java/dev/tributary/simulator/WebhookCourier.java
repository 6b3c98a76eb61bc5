package dev.tributary.simulator;

import dev.tributary.simulator.Delivery.State;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries events to their callback, and comes back for 72 hours when nobody takes them.
 *
 * <p>A lane has at most one attempt under way; an event that failed does not hold up the ones behind it.
 */
final class WebhookCourier implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WebhookCourier.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(6);
    private static final int REMEMBERED = 2_000;

    private final WorldState world;
    private final SimulatorClock clock;
    private final String secret;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "simulator-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    // All of the following are guarded by this object's monitor.
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Delivery> settled = new ArrayDeque<>();
    private final Map<Long, CompletableFuture<Delivery>> firstAttempts = new HashMap<>();
    private @Nullable ScheduledFuture<?> alarm;
    private boolean closed;

    private static final class Lane {
        final PriorityQueue<Delivery> waiting =
                new PriorityQueue<>(Comparator.comparing(Delivery::due).thenComparing(Delivery::id));

        @Nullable
        Delivery underWay;
    }

    WebhookCourier(WorldState world, SimulatorClock clock, String secret) {
        this.world = world;
        this.clock = clock;
        this.secret = secret;
        clock.onJump(this::wake);
        List<Delivery> unfinished;
        synchronized (world) {
            unfinished = List.copyOf(world.deliveries);
        }
        unfinished.forEach(this::take);
    }

    void take(Delivery delivery) {
        synchronized (this) {
            if (delivery.state() == State.PENDING) {
                lanes.computeIfAbsent(delivery.lane(), it -> new Lane()).waiting.add(delivery);
            } else {
                settle(delivery);
            }
        }
        wake();
    }

    void wake() {
        submit(this::dispatch);
    }

    void later(Duration simulated, Runnable task) {
        synchronized (this) {
            if (!closed) {
                // Handed on rather than run, so that its failure is reported and not kept in a future that nobody asks.
                var unused = scheduler.schedule(
                        () -> submit(task),
                        clock.realTimeUntil(clock.instant().plus(simulated)).toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Completes when the first attempt at this delivery is over, however it ended. */
    synchronized CompletableFuture<Delivery> firstAttempt(Delivery delivery) {
        if (delivery.state() != State.PENDING) {
            return CompletableFuture.completedFuture(delivery);
        }
        var known = settled.stream().filter(it -> it.id() == delivery.id()).findFirst();
        return known.map(CompletableFuture::completedFuture)
                .orElseGet(() -> firstAttempts.computeIfAbsent(delivery.id(), it -> new CompletableFuture<>()));
    }

    /** What is on its way, then what was settled lately, newest first. */
    synchronized List<Delivery> log() {
        var all = new ArrayList<>(pending());
        all.sort(Comparator.comparing(Delivery::id).reversed());
        all.addAll(settled);
        return all;
    }

    synchronized List<Delivery> pending() {
        var all = new ArrayList<Delivery>();
        lanes.values().forEach(lane -> {
            all.addAll(lane.waiting);
            if (lane.underWay != null) {
                all.add(lane.underWay);
            }
        });
        return all;
    }

    private void dispatch() {
        WebhookBehaviour behaviour;
        Map<String, WorldState.Subscription> subscriptions;
        // Copied first: whoever holds the world's monitor may ask for ours, so we may not ask for the world's holding
        // ours.
        synchronized (world) {
            behaviour = world.webhooks;
            subscriptions = Map.copyOf(world.subscriptions);
        }
        if (behaviour.paused()) {
            return;
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            Instant next = null;
            for (var lane : lanes.values()) {
                var head = lane.waiting.peek();
                if (head == null || lane.underWay != null) {
                    continue;
                }
                if (head.due().isAfter(clock.instant())) {
                    next = next == null || head.due().isBefore(next) ? head.due() : next;
                } else {
                    lane.underWay = lane.waiting.remove();
                    attempt(lane, head, behaviour, subscriptions.get(head.eventType()));
                }
            }
            setAlarm(next);
        }
    }

    private void setAlarm(@Nullable Instant next) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarm = next == null
                ? null
                : scheduler.schedule(this::wake, clock.realTimeUntil(next).toNanos(), TimeUnit.NANOSECONDS);
    }

    private void attempt(
            Lane lane, Delivery delivery, WebhookBehaviour behaviour, WorldState.@Nullable Subscription subscription) {
        if (subscription == null) {
            submit(() -> over(lane, delivery.inState(State.NOT_SUBSCRIBED)));
            return;
        }
        var now = clock.instant();
        var signedAt = delivery.signedAt() == null ? now : delivery.signedAt();
        var t = behaviour.freshTimestampOnRetry() ? now : signedAt;
        try {
            var request = HttpRequest.newBuilder(URI.create(subscription.callbackUrl()))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "Tributary-Simulator")
                    .header(Signatures.HEADER, Signatures.header(secret, t.getEpochSecond(), delivery.body()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()))
                    .build();
            var unused = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> submit(() -> over(
                            lane,
                            answer == null
                                    ? afterAttempt(delivery.attempted(signedAt, 0, String.valueOf(failure)), behaviour)
                                    : afterAttempt(
                                            delivery.attempted(signedAt, answer.statusCode(), null), behaviour))));
        } catch (IllegalArgumentException e) {
            LOG.warnf(e, "The callback address %s cannot be called.", subscription.callbackUrl());
            submit(() -> over(lane, afterAttempt(delivery.attempted(signedAt, 0, e.toString()), behaviour)));
        }
    }

    private Delivery afterAttempt(Delivery tried, WebhookBehaviour behaviour) {
        if (tried.lastStatus() == 200) {
            return tried.inState(State.DELIVERED);
        }
        var doublings = Math.min(tried.attempts() - 1, 30);
        var backOff = Duration.ofMillis(behaviour.firstRetryMillis()).multipliedBy(1L << doublings);
        var due = clock.instant().plus(backOff.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff);
        return due.isAfter(tried.createdAt().plus(GIVE_UP_AFTER)) ? tried.inState(State.GIVEN_UP) : tried.dueAt(due);
    }

    private void over(Lane lane, Delivery delivery) {
        CompletableFuture<Delivery> waiter;
        synchronized (this) {
            lane.underWay = null;
            if (delivery.state() == State.PENDING) {
                lane.waiting.add(delivery);
            } else {
                settle(delivery);
            }
            waiter = firstAttempts.remove(delivery.id());
        }
        if (waiter != null) {
            waiter.complete(delivery);
        }
        synchronized (world) {
            world.touch();
        }
        dispatch();
    }

    private void settle(Delivery delivery) {
        settled.addFirst(delivery);
        if (settled.size() > REMEMBERED) {
            settled.removeLast();
        }
    }

    private synchronized void submit(Runnable task) {
        if (!closed) {
            scheduler.execute(task);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            firstAttempts.values().forEach(it -> it.cancel(false));
            scheduler.shutdownNow();
        }
    }
}
