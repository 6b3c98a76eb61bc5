package dev.tributary.platform.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Gives a browser that asks for one of the page's own addresses the page.
 *
 * <p>Before the API's routes, because those answer every address that they do not know with a problem document.
 */
@ApplicationScoped
class PageRoutes {

    private static final int BEFORE_THE_API = -5_000;

    /** Addresses to which others send a browser, or a program that takes what comes. */
    private static final List<String> ALWAYS_THE_PAGE = List.of("/login", "/setup", "/bound", "/inbox");

    /** Addresses that are never the page's: there a mistake must stay a 404. */
    private static final List<String> NOT_THE_PAGE = List.of("/api/", "/hooks/", "/oauth/", "/q/", "/assets/");

    void register(@Observes Router router) {
        router.route().method(HttpMethod.GET).order(BEFORE_THE_API).handler(PageRoutes::serve);
    }

    private static void serve(RoutingContext context) {
        if (isPage(context)) {
            context.reroute("/");
        } else {
            context.next();
        }
    }

    private static boolean isPage(RoutingContext context) {
        var path = context.normalizedPath();
        if (ALWAYS_THE_PAGE.contains(path)) {
            return true;
        }
        var accept = context.request().getHeader(HttpHeaders.ACCEPT);
        return !path.equals("/")
                && accept != null
                && accept.contains("text/html")
                // A file has an ending; addresses of the page have none.
                && path.indexOf('.', path.lastIndexOf('/')) < 0
                && NOT_THE_PAGE.stream().noneMatch((path + "/")::startsWith);
    }
}
