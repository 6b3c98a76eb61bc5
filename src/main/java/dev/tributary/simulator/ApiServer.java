package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Everything below {@code /open_api/v1.3}: exact paths, tokens, scopes, limits, faults, and the envelope around each answer. */
final class ApiServer {

    private static final Logger LOG = Logger.getLogger(ApiServer.class);
    private static final int REMEMBERED = 500;

    /** How long a call that is never answered is held open before the connection is cut. */
    private static final Duration HANG = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final WorldState state;
    private final SimulatorClock clock;
    private final Ids ids;
    private final Consents consents;
    private final Faults faults;
    private final RateLimits limits;
    private final String root;
    private final Map<String, Map<HttpMethod, Endpoint>> endpoints = new HashMap<>();
    private final Deque<Call> calls = new ArrayDeque<>();

    ApiServer(
            Vertx vertx,
            WorldState state,
            SimulatorClock clock,
            Ids ids,
            Consents consents,
            Faults faults,
            String root,
            List<Endpoint> served) {
        this.vertx = vertx;
        this.state = state;
        this.clock = clock;
        this.ids = ids;
        this.consents = consents;
        this.faults = faults;
        this.limits = new RateLimits(clock);
        this.root = root + "/";
        served.forEach(it ->
                endpoints.computeIfAbsent(it.path(), path -> new HashMap<>()).put(it.method(), it));
    }

    /** One API call, for whoever watches. */
    record Call(
            long at,
            String method,
            String endpoint,
            @Nullable String account,
            int code,
            @Nullable String fault) {}

    private record Answer(int status, String contentType, byte[] body, int code) {}

    private record Outcome(Answer answer, List<Runnable> afterwards) {}

    List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    void serve(RoutingContext context) {
        var path = context.request().path();
        var endpoint = path.startsWith(root) ? path.substring(root.length()) : path;
        var openId = claimedAccount(context);
        var fault = faults.strike(endpoint, openId).orElse(null);
        remember(context, endpoint, openId, fault);
        if (fault != null && fault.mode().refuses()) {
            refuse(context, fault);
        } else if (fault != null && fault.mode() == Fault.Mode.SLOW) {
            vertx.setTimer(Math.max(1, fault.delayMillis()), it -> process(context, endpoint, null));
        } else {
            process(context, endpoint, fault);
        }
    }

    private void refuse(RoutingContext context, Fault fault) {
        switch (fault.mode()) {
            case HTTP_500 -> write(context, html(500, "Internal Server Error"));
            case HTTP_502 -> write(context, html(502, "Bad Gateway"));
            case CODE -> write(context, refusal(200, fault.code(), message(fault)));
            default -> context.request().connection().close();
        }
    }

    private static String message(Fault fault) {
        if (fault.message() != null) {
            return fault.message();
        }
        return switch (fault.code()) {
            case 40064 -> "You are sending messages too fast. Take a rest.";
            case 40100 -> "App reaches the QPS limit.";
            case 40105 -> "Access token is incorrect or has been revoked.";
            case 51065 -> "System error, please retry.";
            default -> "Refused on command.";
        };
    }

    private void process(RoutingContext context, String endpoint, @Nullable Fault fault) {
        vertx.executeBlocking(() -> answer(context, endpoint), false).onComplete(done -> {
            if (done.failed()) {
                LOG.errorf(done.cause(), "The simulator failed on %s.", endpoint);
                write(context, html(500, "Internal Server Error"));
                return;
            }
            var outcome = done.result();
            if (fault == null) {
                write(context, outcome.answer());
            } else {
                spoil(context, outcome.answer(), fault);
            }
            outcome.afterwards().forEach(Runnable::run);
        });
    }

    private void spoil(RoutingContext context, Answer answer, Fault fault) {
        var json = "application/json";
        switch (fault.mode()) {
            case STORE_THEN_HANG ->
                vertx.setTimer(
                        HANG.toMillis(), it -> context.request().connection().close());
            case STORE_THEN_500 -> write(context, html(500, "Internal Server Error"));
            case STORE_THEN_CUT -> context.request().connection().close();
            case EMPTY_BODY -> write(context, new Answer(200, json, new byte[0], 0));
            case TRUNCATED_BODY ->
                write(
                        context,
                        new Answer(200, json, java.util.Arrays.copyOf(answer.body(), answer.body().length / 2), 0));
            case NOT_JSON -> write(context, html(200, "Please try again"));
            default -> throw new IllegalStateException(fault.mode() + " does not spoil an answer.");
        }
    }

    private Outcome answer(RoutingContext context, String path) {
        var methods = endpoints.get(path);
        if (methods == null) {
            return new Outcome(refusal(404, 40400, "The requested path does not exist: " + path), List.of());
        }
        var endpoint = methods.get(context.request().method());
        if (endpoint == null) {
            return new Outcome(refusal(405, 40117, "The HTTP method is not allowed for " + path), List.of());
        }
        try {
            var call = call(context);
            authenticate(context, endpoint, call);
            var data = endpoint.handler().handle(call);
            return new Outcome(envelope(200, 0, "OK", data), call.afterwards());
        } catch (BadForm e) {
            return new Outcome(html(400, "parsing error"), List.of());
        } catch (ApiRefusal refusal) {
            return new Outcome(refusal(200, refusal.code(), refusal.reason()), List.of());
        }
    }

    private static ApiCall call(RoutingContext context) {
        var request = context.request();
        if (request.method().equals(HttpMethod.GET)) {
            return new ApiCall(context.queryParams(), null, List.of());
        }
        var contentType = String.valueOf(request.getHeader("Content-Type"));
        if (contentType.startsWith("multipart/form-data")) {
            // A file part without a name or a type is what the gateway cannot read.
            if (context.fileUploads().stream()
                    .anyMatch(it -> it.fileName().isEmpty() || it.contentType().isEmpty())) {
                throw new BadForm();
            }
            return new ApiCall(request.formAttributes(), null, context.fileUploads());
        }
        if (!contentType.startsWith("application/json")) {
            throw new ApiRefusal(ApiRefusal.BAD_PARAMETER, "The Content-Type must be application/json.");
        }
        return new ApiCall(context.queryParams(), json(context), List.of());
    }

    private static JsonNode json(RoutingContext context) {
        var buffer = context.body().buffer();
        try {
            var tree = buffer == null ? null : Json.MAPPER.readTree(buffer.getBytes());
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            throw new ApiRefusal(40000, "The request body is not valid JSON.");
        }
        throw new ApiRefusal(40000, "The request body must be a JSON object.");
    }

    private void authenticate(RoutingContext context, Endpoint endpoint, ApiCall call) {
        if (endpoint.kind() == Endpoint.Kind.APP) {
            return;
        }
        var token = context.request().getHeader("Access-Token");
        if (token == null || token.isBlank()) {
            throw new ApiRefusal(40104, "Access token is empty.");
        }
        var grant = consents.require(token);
        var openId = call.text("business_id");
        synchronized (state) {
            var account = state.accounts.get(openId);
            if (account == null || !grant.openId().equals(openId)) {
                throw new ApiRefusal(
                        ApiRefusal.NO_PERMISSION, "The access token has no permission for this business_id.");
            }
            if (endpoint.scope() != null && !grant.scopes().contains(endpoint.scope())) {
                throw new ApiRefusal(
                        state.rules.missingScopeCode(), "The scope " + endpoint.scope() + " is not authorized.");
            }
            limits.check(state.rules, endpoint.kind() == Endpoint.Kind.MESSAGING, endpoint.path(), openId);
            call.actFor(account, grant);
        }
    }

    private static final class BadForm extends RuntimeException {}

    /** For faults and the log only, so before anything is checked. */
    private static @Nullable String claimedAccount(RoutingContext context) {
        var inQuery = context.queryParams().get("business_id");
        if (inQuery != null || context.request().method().equals(HttpMethod.GET)) {
            return inQuery;
        }
        var inForm = context.request().formAttributes().get("business_id");
        if (inForm != null) {
            return inForm;
        }
        try {
            return json(context).path("business_id").textValue();
        } catch (ApiRefusal e) {
            LOG.trace("A body that is no JSON object names no account.", e);
            return null;
        }
    }

    private Answer refusal(int status, int code, String message) {
        return envelope(status, code, message, null);
    }

    private Answer envelope(int status, int code, String message, @Nullable ObjectNode data) {
        var envelope = Json.object();
        envelope.put("code", code);
        envelope.put("message", message);
        envelope.put("request_id", ids.request(clock.instant()));
        if (data != null) {
            envelope.set("data", data);
        }
        return new Answer(status, "application/json", Json.bytes(envelope), code);
    }

    private static Answer html(int status, String title) {
        var page = "<html><head><title>" + title + "</title></head><body><center><h1>" + status + " " + title
                + "</h1></center></body></html>";
        return new Answer(status, "text/html", page.getBytes(java.nio.charset.StandardCharsets.UTF_8), status);
    }

    private static void write(RoutingContext context, Answer answer) {
        if (context.response().closed() || context.response().ended()) {
            return;
        }
        context.put("code", answer.code());
        context.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .end(io.vertx.core.buffer.Buffer.buffer(answer.body()));
    }

    private void remember(RoutingContext context, String endpoint, @Nullable String openId, @Nullable Fault fault) {
        var at = clock.millis();
        context.addEndHandler(it -> {
            var code = context.<Integer>get("code");
            var call = new Call(
                    at,
                    context.request().method().name(),
                    endpoint,
                    openId,
                    code == null ? -1 : code,
                    fault == null ? null : fault.mode().name());
            synchronized (calls) {
                calls.addFirst(call);
                if (calls.size() > REMEMBERED) {
                    calls.removeLast();
                }
            }
        });
    }
}
