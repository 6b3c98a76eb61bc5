package dev.tributary.realtime;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.identity.LiveLogins;
import dev.tributary.identity.LiveLogins.Login;
import dev.tributary.identity.Scope;
import dev.tributary.platform.address.PublicUrl;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who may open the stream.
 *
 * <p>Browsers send cookies with a socket that any page opens, and no rule of the browser stops it: the page's origin has to
 * be ours. Programs send a key that no page can make a browser send, so they need none.
 */
@ApplicationScoped
class StreamUpgrade implements HttpUpgradeCheck {

    static final TypedKey<Admitted> ADMITTED = new TypedKey<>("admitted");

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    private final LiveLogins logins;
    private final StoreAccess stores;
    private final Connections connections;
    private final PublicUrl publicUrl;
    private final Vertx vertx;

    StreamUpgrade(LiveLogins logins, StoreAccess stores, Connections connections, PublicUrl publicUrl, Vertx vertx) {
        this.logins = logins;
        this.stores = stores;
        this.connections = connections;
        this.publicUrl = publicUrl;
        this.vertx = vertx;
    }

    /**
     * What the socket is opened with.
     *
     * @param narrowed the client chose one of its stores
     * @param transport what lies below the socket, to end it where the client does not answer any more
     */
    record Admitted(
            Login login, String address, Map<UUID, ResumePoint> points, boolean narrowed, HttpConnection transport) {}

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        var request = context.httpRequest();
        var origins = request.headers().getAll("Origin");
        if (origins.size() > 1 || (origins.size() == 1 && !isOurs(origins.get(0), request))) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        return context.securityIdentity().flatMap(it -> judge(it, context, !origins.isEmpty()));
    }

    private Uni<CheckResult> judge(SecurityIdentity identity, HttpUpgradeContext context, boolean fromOurPage) {
        var login = logins.of(identity);
        if (login.isEmpty()) {
            return CheckResult.rejectUpgrade(UNAUTHORIZED);
        }
        if ((login.get().isBrowser() && !fromOurPage) || !login.get().scopes().contains(Scope.READ)) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        if (!connections.hasRoom(login.get().agent(), address(context.httpRequest()))) {
            return CheckResult.rejectUpgrade(TOO_MANY_REQUESTS);
        }
        // Back on the event loop afterwards, where the socket is made.
        return Uni.createFrom()
                .completionStage(() -> vertx.getOrCreateContext()
                        .executeBlocking(() -> visible(login.get()), false)
                        .toCompletionStage())
                .map(it -> admit(login.get(), it, context));
    }

    private Set<UUID> visible(Login login) {
        return stores.visibleTo(login.agent(), login.role()).stream()
                .map(StoreId::value)
                .collect(toUnmodifiableSet());
    }

    private static CheckResult admit(Login login, Set<UUID> visible, HttpUpgradeContext context) {
        var request = context.httpRequest();
        var wanted = Optional.ofNullable(request.getParam("store"));
        var chosen = wanted.isEmpty()
                ? visible
                : visible.stream()
                        .filter(it -> it.toString().equals(wanted.get()))
                        .collect(toUnmodifiableSet());
        if (wanted.isPresent() && chosen.isEmpty()) {
            return CheckResult.rejectUpgradeSync(NOT_FOUND);
        }
        var points = ResumePoint.parse(Optional.ofNullable(request.getParam("after")), chosen);
        if (points.isEmpty()) {
            return CheckResult.rejectUpgradeSync(FORBIDDEN);
        }
        context.userData()
                .put(
                        ADMITTED,
                        new Admitted(login, address(request), points.get(), wanted.isPresent(), request.connection()));
        return CheckResult.permitUpgradeSync();
    }

    private static String address(HttpServerRequest request) {
        var address = request.remoteAddress();
        return Objects.requireNonNullElse(address.hostAddress(), address.toString());
    }

    /** The public address, or the one that the browser itself used, which need not be the public one. */
    private boolean isOurs(String origin, HttpServerRequest request) {
        var authority = request.authority();
        return origin.equals(publicUrl.origin())
                || (authority != null && origin.equalsIgnoreCase(request.scheme() + "://" + authority));
    }
}
