package dev.tributary.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A running TikTok. Started by {@link #start}, ended by {@link #close}; thread-safe in between. */
public final class Simulator implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatorOptions options;
    private final WorldState state;
    private final SimulatorClock clock;
    private final WebhookCourier courier;
    private final Webhooks webhooks;
    private final World world;
    private final Consents consents;
    private final Faults faults;
    private final Vertx vertx;
    private final HttpServer server;
    private final @Nullable StateFile file;
    private volatile @Nullable Traffic traffic;

    private Simulator(SimulatorOptions options) {
        this.options = options;
        var directory = options.directory();
        state = directory == null ? new WorldState() : StateFile.load(directory);
        clock = new SimulatorClock(options.clock());
        var ids = new Ids(options.seed());
        courier = new WebhookCourier(state, clock, options.appSecret());
        webhooks = new Webhooks(state, clock, ids, options.appId(), courier);
        var chats = new Chats(state, clock, ids, webhooks, options.keepMessages());
        var desk = new CommentDesk(state, clock, ids, webhooks, options.keepMessages());
        world = new World(state, clock, ids, chats, desk);
        consents = new Consents(state, clock, ids);
        faults = new Faults(clock);
        var links = new Links(clock);
        var media = new MediaApi(state, clock, ids, consents, links);
        var directReplies = new DirectReplies(state, clock, ids, chats);
        var endpoints = new ArrayList<Endpoint>();
        endpoints.addAll(new TokenApi(options.appId(), options.appSecret(), consents).endpoints());
        endpoints.addAll(new WebhookApi(state, options.appId(), options.appSecret()).endpoints());
        endpoints.addAll(new AccountApi(state, clock, links).endpoints());
        endpoints.addAll(new MessageApi(state, chats, directReplies, courier).endpoints());
        endpoints.addAll(directReplies.endpoints());
        endpoints.addAll(new AutoMessageApi().endpoints());
        endpoints.addAll(new ConversationApi(state, clock, links).endpoints());
        endpoints.addAll(media.endpoints());
        endpoints.addAll(new CommentApi(state, desk, links).endpoints());
        endpoints.addAll(new CommentLists(state, links).endpoints());
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(16)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var api = new ApiServer(vertx, state, clock, ids, consents, faults, options.apiPath(), endpoints);
        var pages = new AuthorizePage(options, state, clock, consents, links);
        var control = new ControlApi(this, state, clock, consents, faults, webhooks, courier, api);
        var router = SimulatorRoutes.of(vertx, options, api, pages, media, control);
        server = await(vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(16_384))
                .requestHandler(router)
                .listen(options.port(), options.host())
                .toCompletionStage()
                .toCompletableFuture());
        links.startAt(baseUrl());
        file = directory == null ? null : StateFile.keep(directory, state, () -> state.deliveries = courier.pending());
    }

    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
    }

    public int port() {
        return server.actualPort();
    }

    /** Where browsers and servers reach the simulator, without a slash at the end. */
    public String baseUrl() {
        var configured = options.publicUrl();
        return configured == null ? "http://" + options.host() + ":" + port() : configured;
    }

    /** What a client configures as the API's address. */
    public String apiUrl() {
        return baseUrl() + options.apiPath();
    }

    /** What a client configures as the address of the consent screen. */
    public String authorizeUrl() {
        return baseUrl() + options.authorizePath();
    }

    public SimulatorOptions options() {
        return options;
    }

    public World world() {
        return world;
    }

    public SimulatorClock clock() {
        return clock;
    }

    public Faults faults() {
        return faults;
    }

    public Rules rules() {
        synchronized (state) {
            return state.rules;
        }
    }

    public void rules(Rules rules) {
        synchronized (state) {
            state.rules = rules;
            state.touch();
        }
    }

    public WebhookBehaviour webhookBehaviour() {
        synchronized (state) {
            return state.webhooks;
        }
    }

    public void webhookBehaviour(WebhookBehaviour behaviour) {
        webhooks.behave(behaviour);
    }

    /** Every delivery under way, and the last two thousand that came to an end, newest first. */
    public List<Delivery> deliveries() {
        return courier.log();
    }

    /** Where events of a type go, without the detour through the API. */
    public void subscribe(String eventType, String callbackUrl) {
        synchronized (state) {
            state.subscriptions.put(eventType, new WorldState.Subscription(eventType, callbackUrl, List.of()));
            state.touch();
        }
    }

    /** A consent and its access token, without the detour through a browser. */
    public String grant(Account account, List<String> scopes) {
        return consents.grantDirectly(account, scopes).accessToken();
    }

    /** An event of our own making, in TikTok's envelope and signed. {@code content} is text, JSON or not. */
    public void publish(String eventType, String event, Account account, String content) {
        webhooks.publishRaw(
                eventType,
                account.openId(),
                webhooks.envelope(
                        event, account.openId(), content, clock.instant().getEpochSecond()));
    }

    /** Exactly these bytes, signed. */
    public void publishRaw(String eventType, byte[] body) {
        webhooks.publishRaw(eventType, null, body);
    }

    /** Lets the control page steer whoever makes the traffic. */
    public void steer(Traffic newTraffic) {
        traffic = newTraffic;
    }

    Optional<Traffic> traffic() {
        return Optional.ofNullable(traffic);
    }

    private static <T> T await(java.util.concurrent.CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting or ending the simulator.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The simulator could not start or end: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        await(vertx.close().toCompletionStage().toCompletableFuture());
        courier.close();
        if (file != null) {
            file.close();
        }
    }
}
