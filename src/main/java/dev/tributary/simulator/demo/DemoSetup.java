package dev.tributary.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.Traffic;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sets the demo up in a server, through nothing but its public HTTP API: store, agents, five accounts, routing, webhooks, and then customers.
 *
 * <p>What exists is left alone, so running it again after a restart only adds what is missing.
 */
public final class DemoSetup implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DemoSetup.class);
    private static final String STORE = "Hearthly Home";
    private static final String DOMAIN = "@hearthly.example";
    private static final int FIRST_BURST = 25;

    private final Simulator simulator;
    private final Traffic traffic;
    private final DemoSettings settings;
    private final DemoServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

    private record Person(String name, String email, String role) {}

    private static final List<Person> TEAM = List.of(
            new Person("Lin Yue 林悦", "lin" + DOMAIN, "SUPERVISOR"),
            new Person("Mina Cruz", "mina" + DOMAIN, "AGENT"),
            new Person("王小美", "xiaomei" + DOMAIN, "AGENT"),
            new Person("Kai Tan 陈凯", "kai" + DOMAIN, "AGENT"));

    public DemoSetup(Simulator simulator, Traffic traffic, DemoSettings settings) {
        this.simulator = simulator;
        this.traffic = traffic;
        this.settings = settings;
        this.server = new DemoServer(settings.serverUrl());
    }

    /** Waits for the server on a thread of its own, and then runs. */
    public void start() {
        var thread = new Thread(this::waitAndRun, "demo-set-up");
        thread.setDaemon(true);
        runner.set(thread);
        thread.start();
    }

    private void waitAndRun() {
        try {
            while (!server.isReady()) {
                if (closed.await(500, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            run();
        } catch (InterruptedException e) {
            LOG.debug("The demo set-up was interrupted.", e);
        } catch (DemoServer.Refused | UncheckedIOException | IllegalStateException e) {
            if (closed.getCount() > 0) {
                LOG.errorf(e, "The demo could not be set up in %s: %s", settings.serverUrl(), e.getMessage());
            }
        }
    }

    /** Everything at once; the server has to be there. */
    void run() {
        logIn();
        var store = store();
        var people = agents(store);
        var isNew = accounts(store);
        new DemoRouting(server, store, people).setUp();
        subscribe();
        traffic.resume();
        if (isNew) {
            traffic.burst(FIRST_BURST);
        }
        announce();
    }

    private void logIn() {
        server.post("/api/session", object().put("email", settings.email()).put("password", settings.password()));
    }

    private String store() {
        for (var store : server.get("/api/stores").path("items")) {
            if (store.path("name").asText().equals(STORE)) {
                return store.path("id").asText();
            }
        }
        var wanted = object().put("name", STORE)
                .put("market", "PH")
                .put("timeZone", "Asia/Manila")
                .put("operationMode", "SELF_OPERATED")
                .put("probation", "PASSED");
        wanted.set("legalEntity", legalEntity());
        return server.post("/api/stores", wanted).path("id").asText();
    }

    private static ObjectNode legalEntity() {
        return object().put("name", "Hearthly Trading Co., Ltd.").put("registrationNumber", "91440300MA5HEARTH8");
    }

    /** @return their ids by the part of their address before the @ */
    private Map<String, String> agents(String store) {
        var known = new HashMap<String, String>();
        every("/api/agents", it -> known.put(name(it), it.path("id").asText()));
        for (var person : TEAM) {
            if (!known.containsKey(name(person.email()))) {
                var wanted = object().put("email", person.email())
                        .put("name", person.name())
                        .put("role", person.role())
                        .put("password", settings.password());
                wanted.putArray("storeIds").add(store);
                var agent = server.post("/api/agents", wanted);
                known.put(name(agent), agent.path("id").asText());
            }
        }
        return known;
    }

    private static String name(JsonNode agent) {
        return name(agent.path("email").asText());
    }

    private static String name(String email) {
        return email.substring(0, email.indexOf('@'));
    }

    private void every(String path, java.util.function.Consumer<JsonNode> visitor) {
        var next = "";
        do {
            var page = server.get(path + "?limit=100" + (next.isEmpty() ? "" : "&after=" + encoded(next)));
            page.path("items").forEach(visitor);
            next = page.path("next").asText("");
            if (page.path("next").isNull()) {
                next = "";
            }
        } while (!next.isEmpty());
    }

    /** @return whether an account was bound that was not bound before */
    private boolean accounts(String store) {
        var connected = new HashSet<String>();
        for (var account : server.get("/api/stores/" + store + "/accounts").path("items")) {
            if (account.path("state").asText().equals("CONNECTED")) {
                connected.add(account.path("handle").asText());
            }
        }
        var wanted = new ArrayList<String>();
        wanted.add(DemoWorld.OFFICIAL);
        wanted.addAll(DemoWorld.CHANNELS);
        wanted.removeIf(connected::contains);
        wanted.forEach(it -> bind(store, it));
        return !wanted.isEmpty();
    }

    private void bind(String store, String handle) {
        var official = handle.equals(DemoWorld.OFFICIAL);
        var wanted = object().put("role", official ? "OFFICIAL" : "CHANNEL").put("platform", "TIKTOK_BUSINESS");
        if (official) {
            wanted.set("legalEntity", legalEntity());
        }
        var authorization = server.post("/api/stores/" + store + "/accounts/authorizations", wanted);
        var consent = consent(authorization.path("authorizationUrl").asText(), handle);
        var end = server.followOnce(consent);
        if (!end.contains("result=connected")) {
            throw new IllegalStateException("Binding " + handle + " ended at " + end + ".");
        }
    }

    /** The owner of the account says yes on TikTok's page, which leads back with a code. */
    private static URI consent(String authorizationUrl, String handle) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var answer = DemoServer.exchange(
                http,
                HttpRequest.newBuilder(URI.create(authorizationUrl + "&auto_approve=" + encoded(handle)))
                        .build());
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new DemoServer.Refused("The consent of " + handle, answer)));
    }

    private void subscribe() {
        var callback = settings.publicUrl().resolve("/hooks/tiktok/business").toString();
        for (var eventType : Set.of("DIRECT_MESSAGE", "COMMENT")) {
            var body = object().put("app_id", simulator.options().appId())
                    .put("secret", simulator.options().appSecret())
                    .put("event_type", eventType)
                    .put("callback_url", callback);
            var http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            var answer = DemoServer.exchange(
                    http,
                    HttpRequest.newBuilder(URI.create(simulator.apiUrl() + "/business/webhook/update/"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build());
            if (!answer.body().contains("\"code\":0")) {
                throw new DemoServer.Refused("Subscribing " + eventType, answer);
            }
        }
    }

    private void announce() {
        LOG.infof(
                """

                ┌──────────────────────────────────────────────────────────────
                │  Tributary 汇流 demo is ready · 演示已就绪
                │
                │  Inbox · 收件箱        %s
                │  Admin · 管理员        %s
                │  Agents · 客服         %s
                │  Password · 密码       the same for all: %s
                │  TikTok simulator      %s/
                └──────────────────────────────────────────────────────────────""",
                settings.publicUrl(),
                settings.email(),
                String.join(", ", TEAM.stream().map(Person::email).toList()),
                settings.password(),
                simulator.baseUrl());
    }

    private static ObjectNode object() {
        return DemoServer.MAPPER.createObjectNode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed.countDown();
        var thread = runner.getAndSet(null);
        if (thread != null) {
            thread.interrupt();
        }
    }
}
