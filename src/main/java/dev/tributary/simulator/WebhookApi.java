package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.WorldState.Subscription;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One callback for each event type of the app; no account has one of its own. */
final class WebhookApi {

    private static final Set<String> EVENT_TYPES =
            Set.of(Webhooks.DIRECT_MESSAGE, Webhooks.COMMENT, "VIDEO", "BRAND_MENTION", "DEFAULT");

    private final WorldState state;
    private final String appId;
    private final String appSecret;

    WebhookApi(WorldState state, String appId, String appSecret) {
        this.state = state;
        this.appId = appId;
        this.appSecret = appSecret;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.app(HttpMethod.POST, "business/webhook/update/", this::update),
                Endpoint.app(HttpMethod.GET, "business/webhook/list/", this::list),
                Endpoint.app(HttpMethod.POST, "business/webhook/delete/", this::delete));
    }

    private ObjectNode update(ApiCall call) {
        var eventType = eventType(call);
        var callback = call.text("callback_url");
        var uri = URI.create(callback.replace(' ', '?'));
        if (uri.getHost() == null || !Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
            throw ApiRefusal.badParameter("callback_url");
        }
        var items = items(call, eventType);
        synchronized (state) {
            var known = state.subscriptions.get(eventType);
            // A one-way door: posts once listed stay listed, and leaving the list out does not mean all of them again.
            var all = new LinkedHashSet<>(known == null ? List.<String>of() : known.items());
            all.addAll(items);
            var subscription = new Subscription(eventType, callback, List.copyOf(all));
            state.subscriptions.put(eventType, subscription);
            state.touch();
            return answer(eventType, subscription);
        }
    }

    private ObjectNode list(ApiCall call) {
        var eventType = eventType(call);
        synchronized (state) {
            return answer(eventType, state.subscriptions.get(eventType));
        }
    }

    private ObjectNode delete(ApiCall call) {
        var eventType = eventType(call);
        var items = items(call, eventType);
        synchronized (state) {
            var known = state.subscriptions.get(eventType);
            if (known != null) {
                var left =
                        known.items().stream().filter(it -> !items.contains(it)).toList();
                if (items.isEmpty() || left.isEmpty()) {
                    state.subscriptions.remove(eventType);
                } else {
                    state.subscriptions.put(eventType, new Subscription(eventType, known.callbackUrl(), left));
                }
                state.touch();
            }
        }
        return answer(eventType, null);
    }

    private String eventType(ApiCall call) {
        if (!call.text("app_id").equals(appId) || !call.text("secret").equals(appSecret)) {
            throw new ApiRefusal(ApiRefusal.NO_PERMISSION, "app_id or secret is incorrect.");
        }
        var eventType = call.text("event_type");
        if (!EVENT_TYPES.contains(eventType)) {
            throw ApiRefusal.badParameter("event_type");
        }
        return eventType;
    }

    private static List<String> items(ApiCall call, String eventType) {
        var items = call.list("item_list");
        if (items == null) {
            return List.of();
        }
        if (!eventType.equals(Webhooks.COMMENT) || items.size() > 100) {
            throw ApiRefusal.badParameter("item_list");
        }
        return items;
    }

    private ObjectNode answer(String eventType, @Nullable Subscription subscription) {
        var data = Json.object().put("app_id", appId).put("event_type", eventType);
        if (subscription != null) {
            data.put("callback_url", subscription.callbackUrl());
            if (!subscription.items().isEmpty()) {
                subscription.items().forEach(data.putArray("item_list")::add);
            }
        }
        return data;
    }
}
