package dev.tributary.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Just enough of the inbox server's HTTP contract to be set up: sessions, CSRF, stores, agents, routing and binding. */
final class FakeServer implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final String authorizeUrl;
    private final String appId;
    final List<JsonNode> stores = new ArrayList<>();
    final List<JsonNode> agents = new ArrayList<>();
    final List<JsonNode> bindings = new ArrayList<>();
    final List<JsonNode> teams = new ArrayList<>();
    final List<JsonNode> policies = new ArrayList<>();
    final List<String> activated = new ArrayList<>();
    final Map<String, JsonNode> languages = new HashMap<>();
    final List<String> connected = new ArrayList<>();
    final List<String> codes = new ArrayList<>();

    FakeServer(String authorizeUrl, String appId) throws IOException {
        this.authorizeUrl = authorizeUrl;
        this.appId = appId;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = exchange.getRequestBody().readAllBytes();
        var change = !exchange.getRequestMethod().equals("GET");
        if (path.equals("/q/health/ready") || path.startsWith("/hooks/")) {
            answer(exchange, 200, "{}");
        } else if (path.equals("/api/session")) {
            exchange.getResponseHeaders().add("Set-Cookie", "tributary-session=s1; Path=/; HttpOnly");
            exchange.getResponseHeaders().add("Set-Cookie", "csrf-token=c1; Path=/");
            answer(exchange, 200, "{}");
        } else if (!String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"))
                .contains("tributary-session=s1")) {
            answer(exchange, 401, "{}");
        } else if (change && !"c1".equals(exchange.getRequestHeaders().getFirst("X-CSRF-TOKEN"))) {
            answer(exchange, 403, "{}");
        } else {
            route(exchange, path, change ? MAPPER.readTree(body) : MAPPER.nullNode());
        }
    }

    private void route(HttpExchange exchange, String path, JsonNode body) throws IOException {
        if (path.equals("/oauth/tiktok/business/callback/")) {
            codes.add(exchange.getRequestURI().getQuery());
            exchange.getResponseHeaders().add("Location", "/bound?result=connected");
            answer(exchange, 303, "");
        } else if (path.endsWith("/accounts/authorizations")) {
            bindings.add(body);
            var back = URLEncoder.encode(url() + "/oauth/tiktok/business/callback/", StandardCharsets.UTF_8);
            answer(
                    exchange,
                    200,
                    "{\"authorizationUrl\":\"" + authorizeUrl + "?client_key=" + appId
                            + "&scope=user.info.basic,message.list.read&response_type=code&state=x&disable_auto_auth=1&redirect_uri="
                            + back + "\"}");
        } else if (path.endsWith("/accounts")) {
            answer(
                    exchange,
                    200,
                    items(connected.stream()
                            .map(it -> "{\"handle\":\"" + it + "\",\"state\":\"CONNECTED\"}")
                            .toList()));
        } else if (path.endsWith("/teams")) {
            keepOrList(exchange, body, teams);
        } else if (path.endsWith("/routing-policies")) {
            keepOrList(exchange, body, policies);
        } else if (path.endsWith("/activation")) {
            activated.add(path);
            answer(exchange, 200, "{}");
        } else if (path.startsWith("/api/agents/") && path.endsWith("/routing")) {
            languages.put(path.split("/", -1)[3], body.path("languages"));
            answer(exchange, 200, "{}");
        } else if (path.equals("/api/stores")) {
            keepOrList(exchange, body, stores);
        } else if (path.equals("/api/agents")) {
            keepOrList(exchange, body, agents);
        } else {
            answer(exchange, 404, "{}");
        }
    }

    private void keepOrList(HttpExchange exchange, JsonNode body, List<JsonNode> kept) throws IOException {
        if (body.isNull()) {
            answer(exchange, 200, items(kept.stream().map(JsonNode::toString).toList()));
        } else {
            var created = ((com.fasterxml.jackson.databind.node.ObjectNode) body).put("id", "id-" + kept.size());
            kept.add(created);
            answer(exchange, 201, created.toString());
        }
    }

    private static String items(List<String> items) {
        return "{\"items\":[" + String.join(",", items) + "],\"next\":null}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
