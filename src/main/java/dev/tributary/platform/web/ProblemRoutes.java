package dev.tributary.platform.web;

import dev.tributary.platform.problem.ProblemDocument;
import dev.tributary.platform.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** The addresses of programs answer problems also where no endpoint was reached; without this they answer pages. */
@ApplicationScoped
class ProblemRoutes {

    /** After every endpoint, before the framework's own answers. */
    private static final int LATE = Integer.MAX_VALUE - 1;

    private final ProblemDocument documents;

    ProblemRoutes(ProblemDocument documents) {
        this.documents = documents;
    }

    void register(@Observes Router router) {
        for (var prefix : List.of("/api/*", "/hooks/*", "/oauth/*")) {
            router.route(prefix)
                    .order(LATE)
                    .handler(context -> answer(context, ProblemMappers.of(404)))
                    .failureHandler(this::failed);
        }
    }

    private void failed(RoutingContext context) {
        var status = context.statusCode();
        if (status >= 400 && status < 500) {
            answer(context, ProblemMappers.of(status));
        } else {
            // The framework logs it and answers without details.
            context.next();
        }
    }

    private void answer(RoutingContext context, ProblemException problem) {
        if (!context.response().ended()) {
            context.response()
                    .setStatusCode(problem.type().status())
                    .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                    .end(Buffer.buffer(documents.write(problem)));
        }
    }
}
