package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /control/*}: the simulator's own controls, as JSON. docs/simulator.md lists every call. */
final class ControlApi {

    private final Simulator simulator;
    private final WorldState state;
    private final SimulatorClock clock;
    private final Consents consents;
    private final Faults faults;
    private final WebhookCourier courier;
    private final Webhooks webhooks;
    private final ApiServer api;
    private final List<ControlCall> calls = new ArrayList<>();

    ControlApi(
            Simulator simulator,
            WorldState state,
            SimulatorClock clock,
            Consents consents,
            Faults faults,
            Webhooks webhooks,
            WebhookCourier courier,
            ApiServer api) {
        this.simulator = simulator;
        this.state = state;
        this.clock = clock;
        this.consents = consents;
        this.faults = faults;
        this.webhooks = webhooks;
        this.courier = courier;
        this.api = api;
        switches();
    }

    /** Answers anything that is JSON. */
    @FunctionalInterface
    interface Handler {
        @Nullable
        Object handle(ControlRequest request);
    }

    private record ControlCall(String method, List<String> path, Handler handler) {}

    record Answer(int status, byte[] body) {
        void writeTo(RoutingContext context) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(body));
        }
    }

    void on(String method, String path, Handler handler) {
        calls.add(new ControlCall(method, List.of(path.split("/", -1)), handler));
    }

    Answer answer(RoutingContext context) {
        var method = context.request().method().name();
        var path =
                List.of(context.request().path().substring("/control/".length()).split("/", -1));
        for (var call : calls) {
            if (call.method().equals(method) && call.path().size() == path.size()) {
                var values = match(call.path(), path);
                if (values != null) {
                    return answer(context, call, values);
                }
            }
        }
        return error(
                404,
                "There is no control call " + method + " " + context.request().path() + ".");
    }

    private Answer answer(RoutingContext context, ControlCall call, List<String> values) {
        try {
            var body = body(context, call.method());
            var result =
                    call.handler().handle(new ControlRequest(simulator.world(), values, context.queryParams(), body));
            return new Answer(200, Json.bytes(Json.tree(result == null ? Map.of() : result)));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (ApiRefusal e) {
            return error(400, e.reason());
        } catch (ControlRequest.Missing e) {
            return error(404, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return error(400, "The body is not the JSON object it should be: " + e.getMessage());
        }
    }

    /** A path's parts in order; a part in braces takes any value. Already percent-decoded by nobody, so done here. */
    private static @Nullable List<String> match(List<String> pattern, List<String> path) {
        var values = new ArrayList<String>();
        for (var i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).startsWith("{")) {
                values.add(java.net.URLDecoder.decode(path.get(i).replace("+", "%2B"), StandardCharsets.UTF_8));
            } else if (!pattern.get(i).equals(path.get(i))) {
                return null;
            }
        }
        return values;
    }

    private static ObjectNode body(RoutingContext context, String method) throws IOException {
        var buffer = context.body().buffer();
        if (method.equals("GET") || method.equals("DELETE")) {
            return Json.object();
        }
        // A page of another site cannot send this type without asking first, so it cannot steer the simulator.
        if (!String.valueOf(context.request().getHeader("Content-Type")).startsWith("application/json")) {
            throw new IllegalArgumentException("Control calls that change something are application/json.");
        }
        var tree = buffer == null || buffer.length() == 0 ? Json.object() : Json.MAPPER.readTree(buffer.getBytes());
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw MismatchedInputException.from(null, ObjectNode.class, "expected an object");
    }

    private static Answer error(int status, String message) {
        return new Answer(status, Json.bytes(Json.object().put("error", message)));
    }

    private void switches() {
        new ControlWorld(this, simulator, state, consents, webhooks).register();
        on("GET", "rules", it -> simulator.rules());
        on("PATCH", "rules", it -> {
            simulator.rules(Json.patched(simulator.rules(), it.body(), Rules.class));
            return simulator.rules();
        });
        on("GET", "webhooks", it -> simulator.webhookBehaviour());
        on("PATCH", "webhooks", it -> {
            simulator.webhookBehaviour(Json.patched(simulator.webhookBehaviour(), it.body(), WebhookBehaviour.class));
            return simulator.webhookBehaviour();
        });
        on("POST", "webhooks/release", it -> {
            webhooks.releaseAll();
            return null;
        });
        on("GET", "subscriptions", it -> {
            synchronized (state) {
                return List.copyOf(state.subscriptions.values());
            }
        });
        on(
                "GET",
                "deliveries",
                it -> courier.log().stream()
                        .limit(it.limit())
                        .map(ControlApi::readable)
                        .toList());
        on("GET", "calls", it -> api.calls().stream().limit(it.limit()).toList());
        on("GET", "faults", it -> faults.all());
        on("POST", "faults", it -> faults.add(fault(it.body())));
        on("DELETE", "faults", it -> {
            faults.clear();
            return null;
        });
        on("DELETE", "faults/{id}", it -> Map.of("removed", faults.remove(Long.parseLong(it.value(0)))));
        on("GET", "clock", it -> clock());
        on("POST", "clock", it -> {
            if (it.body().has("advance")) {
                clock.advance(Duration.parse(it.text("advance")));
            }
            if (it.body().has("speed")) {
                clock.speed(it.body().path("speed").asDouble());
            }
            return clock();
        });
        on("GET", "demo", it -> traffic().status());
        on("PATCH", "demo", it -> {
            traffic().rate(it.number("rate", traffic().status().perMinute()));
            return traffic().status();
        });
        on("POST", "demo/pause", it -> {
            traffic().pause();
            return traffic().status();
        });
        on("POST", "demo/resume", it -> {
            traffic().resume();
            return traffic().status();
        });
        on("POST", "demo/burst", it -> {
            traffic().burst(it.number("events", 20));
            return traffic().status();
        });
    }

    private Traffic traffic() {
        return simulator.traffic().orElseThrow(() -> new ControlRequest.Missing("No demo traffic runs here."));
    }

    private Map<String, Object> clock() {
        return Map.of("now", clock.instant(), "speed", clock.speed());
    }

    private static Fault fault(ObjectNode body) {
        var complete = Json.object()
                .put("endpoint", "*")
                .put("code", 0)
                .put("delayMillis", 0)
                .put("openId", (String) null)
                .put("message", (String) null);
        complete.setAll(body);
        return Json.MAPPER.convertValue(complete, Fault.class);
    }

    private static JsonNode readable(Delivery delivery) {
        ObjectNode tree = (ObjectNode) Json.tree(delivery);
        tree.put("body", new String(delivery.body(), StandardCharsets.UTF_8));
        return tree;
    }
}
