package dev.tributary.testing;

import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Every endpoint that the OpenAPI document of the running server describes, so that later ones are covered too. */
public final class Routes {

    private static final List<String> WRITES = List.of("post", "put", "patch", "delete");

    private Routes() {}

    public static List<Route> all() {
        Map<String, Map<String, Object>> paths = RestAssured.given()
                .accept("application/json")
                .queryParam("format", "json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");
        var routes = new ArrayList<Route>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(it -> it.equals("get") || WRITES.contains(it))
                .forEach(it -> routes.add(new Route(it.toUpperCase(Locale.ROOT), path))));
        return routes;
    }

    public static List<Route> changingState() {
        return all().stream()
                .filter(it -> !it.method().equals("GET"))
                .filter(it -> it.template().startsWith("/api/"))
                .toList();
    }

    /** @param template with its parameters in braces */
    public record Route(String method, String template) {

        /** With ids of nothing. */
        public String path() {
            return template.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }
}
