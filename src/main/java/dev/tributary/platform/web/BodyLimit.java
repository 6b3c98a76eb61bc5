package dev.tributary.platform.web;

import dev.tributary.platform.problem.ProblemDocument;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds bodies. The framework knows one limit, and that is the one of the largest {@link Upload}; each other is held to
 * its own here, and everything else to the small one, whether it says how long it is or not.
 */
@ApplicationScoped
class BodyLimit {

    private final List<Upload> uploads;
    private final long limit;
    private final long largest;
    private final ProblemDocument documents;

    BodyLimit(
            @Any Instance<Upload> uploads,
            @ConfigProperty(name = "tributary.web.max-body", defaultValue = "256K") MemorySize limit,
            ProblemDocument documents) {
        this.uploads = uploads.stream().toList();
        this.limit = limit.asLongValue();
        this.largest = this.uploads.stream().mapToLong(Upload::limit).max().orElse(this.limit);
        this.documents = documents;
    }

    void register(@Observes Router router) {
        // Around the framework's own check, which answers without a document, and says to the reader what the limit is.
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(this::refuseWhatSaysThatItIsTooLong);
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::boundWhatDoesNotSay);
    }

    private void refuseWhatSaysThatItIsTooLong(RoutingContext context) {
        var header = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        var length = header == null ? 0 : Long.parseLong(header.strip());
        if (length <= limit(context)) {
            context.next();
            return;
        }
        var answered = context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .end(Buffer.buffer(documents.write(ProblemMappers.of(413))));
        if (upload(context).isPresent() || length <= largest) {
            // Most clients read no answer before they have sent all: what they send is dropped as it comes.
            context.request().resume();
        } else {
            answered.onComplete(it -> context.request().connection().close());
        }
    }

    private void boundWhatDoesNotSay(RoutingContext context) {
        if (context.request().getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit(context));
        }
        context.next();
    }

    private long limit(RoutingContext context) {
        return upload(context).map(Upload::limit).orElse(limit);
    }

    private Optional<Upload> upload(RoutingContext context) {
        var method = context.request().method();
        return uploads.stream()
                .filter(it -> it.is(method, context.normalizedPath()))
                .findFirst();
    }
}
