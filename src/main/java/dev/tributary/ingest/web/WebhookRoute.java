package dev.tributary.ingest.web;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.Platform;
import dev.tributary.connector.RawWebhook;
import dev.tributary.connector.SignatureCheck;
import dev.tributary.connector.SignatureCheck.Verdict;
import dev.tributary.ingest.IngestConfig;
import dev.tributary.ingest.RawEventAppender;
import dev.tributary.ingest.RawEventAppender.RawEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Takes in webhooks: authenticates the raw bytes, has them put on disk, and answers. It does not interpret them.
 *
 * <p>A route and no resource, because it must see the bytes before anything else does: it never inflates, never guesses
 * a media type, and cuts a body that is too large or too slow while it comes.
 */
@ApplicationScoped
class WebhookRoute {

    private static final Logger LOG = Logger.getLogger(WebhookRoute.class);
    private static final int BEFORE_EVERYTHING = -10_000;
    private static final long LOG_EVERY_NANOS = 1_000_000_000L;

    private final Connectors connectors;
    private final RawEventAppender appender;
    private final IngestConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicLong loggedAt = new AtomicLong();

    WebhookRoute(
            Connectors connectors, RawEventAppender appender, IngestConfig config, Clock clock, MeterRegistry meters) {
        this.connectors = connectors;
        this.appender = appender;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    void register(@Observes Router router) {
        take(router, "/hooks/tiktok/business", Platform.TIKTOK_BUSINESS);
        take(router, "/hooks/tiktok/shop", Platform.TIKTOK_SHOP);
    }

    private void take(Router router, String path, Platform platform) {
        router.route(path).order(BEFORE_EVERYTHING).handler(it -> receive(it, platform));
    }

    private void receive(RoutingContext context, Platform platform) {
        var request = context.request();
        var response = context.response();
        if (!HttpMethod.POST.equals(request.method())) {
            response.putHeader(HttpHeaders.ALLOW, "POST").setStatusCode(405).end();
        } else if (isEncoded(request)) {
            // Inflating is how a small body becomes a large one.
            refuse(request, 415, "encoded");
        } else if (declaredLength(request) > config.maxBody()) {
            refuse(request, 413, "too-large");
        } else {
            new Intake(context, platform).begin();
        }
    }

    private static boolean isEncoded(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity");
    }

    private static long declaredLength(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Answers and hangs up: what is left of the body is not wanted. */
    private void refuse(HttpServerRequest request, int status, String why) {
        meters.counter("tributary.webhooks.refused", "reason", why).increment();
        endAndHangUp(request, status);
    }

    private static void endAndHangUp(HttpServerRequest request, int status) {
        request.response()
                .putHeader(HttpHeaders.CONNECTION, "close")
                .setStatusCode(status)
                .end()
                .onComplete(it -> request.connection().close());
    }

    /** One webhook on its way in. Lives on one event loop, but for the answer of the disk. */
    private final class Intake {

        private final RoutingContext context;
        private final HttpServerRequest request;
        private final Platform platform;
        private final Buffer body = Buffer.buffer();
        private boolean over;
        private long timer;

        Intake(RoutingContext context, Platform platform) {
            this.context = context;
            this.request = context.request();
            this.platform = platform;
        }

        void begin() {
            timer = context.vertx().setTimer(config.bodyTimeout().toMillis(), it -> giveUp(408, "slow"));
            request.handler(chunk -> {
                if (!over && body.length() + chunk.length() > config.maxBody()) {
                    giveUp(413, "too-large");
                } else if (!over) {
                    body.appendBuffer(chunk);
                }
            });
            request.exceptionHandler(it -> end());
            request.endHandler(it -> {
                if (end()) {
                    judge();
                }
            });
        }

        private void judge() {
            var bytes = body.getBytes();
            var check = connectors
                    .of(platform)
                    .map(it -> it.check(new RawWebhook(bytes, headers())))
                    .orElse(new SignatureCheck(Verdict.WRONG, null));
            if (check.verdict() != Verdict.GENUINE) {
                notGenuine(check.verdict());
                return;
            }
            var signedAt = Objects.requireNonNullElseGet(check.signedAt(), clock::instant);
            store(new RawEvent(platform, bytes, signedAt, clock.instant()));
        }

        private void notGenuine(Verdict verdict) {
            meters.counter(
                            "tributary.webhooks.refused",
                            "reason",
                            verdict.name().toLowerCase(Locale.ROOT))
                    .increment();
            var last = loggedAt.get();
            var now = System.nanoTime();
            // A flood of forgeries must not become a flood of log lines.
            if (now - last > LOG_EVERY_NANOS && loggedAt.compareAndSet(last, now)) {
                LOG.warnf("Refused a webhook verdict=%s platform=%s", verdict, platform);
            }
            respond(401);
        }

        private void store(RawEvent event) {
            var answered = new boolean[1];
            var deadline = context.vertx().setTimer(config.answerWithin().toMillis(), it -> {
                answered[0] = true;
                answer(503);
            });
            // The disk answers on a thread of its own; the response belongs to this event loop.
            var loop = context.vertx().getOrCreateContext();
            appender.append(event)
                    .whenComplete((stored, failure) -> loop.runOnContext(it -> {
                        context.vertx().cancelTimer(deadline);
                        if (!answered[0]) {
                            answer(failure == null ? 200 : 503);
                        }
                    }));
        }

        private void answer(int status) {
            HttpServerResponse response = request.response();
            if (response.closed() || response.ended()) {
                return;
            }
            if (status == 503) {
                meters.counter("tributary.webhooks.refused", "reason", "not-stored")
                        .increment();
                response.putHeader(HttpHeaders.RETRY_AFTER, "5");
            }
            respond(status);
        }

        /**
         * A chunked request may have had a Content-Length as well, which Netty takes away before we can see it. Nothing
         * that followed it on the connection can be trusted to be a request (RFC 9112, section 6.1).
         */
        private void respond(int status) {
            if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
                endAndHangUp(request, status);
            } else {
                request.response().setStatusCode(status).end();
            }
        }

        private void giveUp(int status, String why) {
            if (end()) {
                refuse(request, status, why);
            }
        }

        /** True the first time. */
        private boolean end() {
            var first = !over;
            over = true;
            context.vertx().cancelTimer(timer);
            return first;
        }

        private Map<String, List<String>> headers() {
            var headers = new HashMap<String, List<String>>();
            request.headers()
                    .forEach((name, value) -> headers.computeIfAbsent(
                                    name.toLowerCase(Locale.ROOT), it -> new ArrayList<>())
                            .add(value));
            return headers;
        }
    }
}
