package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.simulator.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Decides whether, when and how often an event is delivered, and hands it to the {@link WebhookCourier}. */
final class Webhooks {

    static final String DIRECT_MESSAGE = "DIRECT_MESSAGE";
    static final String COMMENT = "COMMENT";

    /** A gathering of events to be reordered is let go after this long, even when it is not full. */
    private static final Duration GATHERING = Duration.ofSeconds(2);

    private final WorldState state;
    private final SimulatorClock clock;
    private final Ids ids;
    private final String appId;
    private final WebhookCourier courier;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, List<Delivery>> gathered = new LinkedHashMap<>();

    Webhooks(WorldState state, SimulatorClock clock, Ids ids, String appId, WebhookCourier courier) {
        this.state = state;
        this.clock = clock;
        this.ids = ids;
        this.appId = appId;
        this.courier = courier;
        synchronized (state) {
            state.deliveries.forEach(it -> lastId.accumulateAndGet(it.id(), Math::max));
        }
    }

    /** An event of an account, in TikTok's envelope. Answers the delivery, so that whoever caused it may wait for it. */
    List<Delivery> publish(String eventType, String event, Account account, JsonNode content, long timestampMillis) {
        return publish(
                eventType,
                event,
                account.openId(),
                envelope(event, account.openId(), Json.text(content), timestampMillis / 1_000),
                true);
    }

    /** Exactly these bytes, signed; for everything that TikTok should never send. */
    Delivery publishRaw(String eventType, @Nullable String openId, byte[] body) {
        return publish(eventType, "raw", openId, body, false).get(0);
    }

    byte[] envelope(String event, String openId, String content, long createTime) {
        var envelope = Json.object();
        envelope.put("client_key", appId);
        envelope.put("event", event);
        envelope.put("create_time", createTime);
        envelope.put("user_openid", openId);
        envelope.put("content", content);
        return Json.bytes(envelope);
    }

    private List<Delivery> publish(
            String eventType, String event, @Nullable String openId, byte[] body, boolean subjectToGrant) {
        synchronized (state) {
            var behaviour = state.webhooks;
            var now = clock.instant();
            var published = new ArrayList<Delivery>();
            for (var copy = 0; copy < behaviour.copies(); copy++) {
                var id = lastId.incrementAndGet();
                var lane = (openId == null ? "" : openId) + (behaviour.ordered() ? "" : "#" + id % 16);
                var delivery = new Delivery(
                        id,
                        eventType,
                        event,
                        openId,
                        lane,
                        body,
                        now,
                        now.plusMillis(behaviour.delayMillis()),
                        null,
                        0,
                        State.PENDING,
                        0,
                        null);
                var fate = fate(eventType, openId, body, subjectToGrant, now);
                published.add(fate == State.PENDING ? delivery : delivery.inState(fate));
            }
            published.forEach(it -> {
                if (it.state() == State.PENDING && behaviour.reorder() > 1) {
                    gather(it, behaviour.reorder());
                } else {
                    courier.take(it);
                }
            });
            state.touch();
            return published;
        }
    }

    private State fate(String eventType, @Nullable String openId, byte[] body, boolean subjectToGrant, Instant now) {
        var subscription = state.subscriptions.get(eventType);
        if (subscription == null || !coversPost(subscription, body)) {
            return State.NOT_SUBSCRIBED;
        }
        var scope = eventType.equals(COMMENT) ? "comment.list" : "message.list.read";
        if (subjectToGrant && (openId == null || state.liveGrant(openId, scope, now) == null)) {
            return State.NOT_GRANTED;
        }
        return ids.percent() < state.webhooks.dropPercent() ? State.DROPPED : State.PENDING;
    }

    private static boolean coversPost(WorldState.Subscription subscription, byte[] body) {
        if (subscription.items().isEmpty()) {
            return true;
        }
        var text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
        return subscription.items().stream().anyMatch(text::contains);
    }

    private void gather(Delivery delivery, int size) {
        var waiting = gathered.computeIfAbsent(delivery.lane(), it -> new ArrayList<>());
        waiting.add(delivery);
        if (waiting.size() >= size) {
            release(delivery.lane());
        } else if (waiting.size() == 1) {
            courier.later(GATHERING, () -> {
                synchronized (state) {
                    release(delivery.lane());
                }
            });
        }
    }

    private void release(String lane) {
        var waiting = gathered.remove(lane);
        if (waiting == null) {
            return;
        }
        Collections.reverse(waiting);
        // The courier goes by due time, so the reversed order is written into it.
        var due = clock.instant();
        for (var i = 0; i < waiting.size(); i++) {
            courier.take(waiting.get(i).dueAt(due.plusNanos(i * 1_000L)));
        }
    }

    /** Lets go of everything that is being gathered for reordering. */
    void releaseAll() {
        synchronized (state) {
            List.copyOf(gathered.keySet()).forEach(this::release);
        }
    }

    void behave(WebhookBehaviour behaviour) {
        synchronized (state) {
            state.webhooks = behaviour;
            state.touch();
            if (behaviour.reorder() <= 1) {
                releaseAll();
            }
        }
        courier.wake();
    }
}
