package dev.tributary.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Function;

/** Which address leads to what. */
final class SimulatorRoutes {

    private static final long LARGEST_BODY = 12 * 1024 * 1024;

    private SimulatorRoutes() {}

    static Router of(
            Vertx vertx,
            SimulatorOptions options,
            ApiServer api,
            AuthorizePage pages,
            MediaApi media,
            ControlApi control) {
        var router = Router.router(vertx);
        router.route()
                .handler(BodyHandler.create(System.getProperty("java.io.tmpdir") + "/tributary-simulator")
                        .setBodyLimit(LARGEST_BODY)
                        .setDeleteUploadedFilesOnEnd(true));
        router.route(options.apiPath() + "/*").handler(api::serve);
        router.get(options.authorizePath()).handler(pages::show);
        router.post(options.authorizePath()).handler(pages::decide);
        router.get("/media/:id").handler(media::serve);
        router.get("/img/comment/:id").handler(media::serveCommentImage);
        router.get("/img/avatar/:name").handler(it -> picture(vertx, it, Pictures::avatar));
        router.get("/img/cover/:name").handler(it -> picture(vertx, it, Pictures::cover));
        router.route("/control/*")
                .handler(it -> vertx.executeBlocking(() -> control.answer(it), false)
                        .onSuccess(answer -> answer.writeTo(it))
                        .onFailure(it::fail));
        router.route(HttpMethod.GET, "/")
                .handler(it -> it.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(Html.resource("control.html")));
        return router;
    }

    private static void picture(Vertx vertx, RoutingContext context, Function<String, byte[]> drawing) {
        var name = context.pathParam("name").replace(".png", "");
        vertx.executeBlocking(() -> drawing.apply(name), false)
                .onSuccess(bytes -> context.response()
                        .putHeader("Content-Type", "image/png")
                        .putHeader("Cache-Control", "public, max-age=86400")
                        .end(Buffer.buffer(bytes)))
                .onFailure(context::fail);
    }
}
