package dev.tributary.identity.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.identity.AgentSettings;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.IdentityAccess;
import dev.tributary.identity.LoginSession;
import dev.tributary.identity.Logins;
import dev.tributary.identity.SessionId;
import dev.tributary.identity.Sessions;
import dev.tributary.platform.paging.Page;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Path("/api/me")
@Authenticated
class MeResource {

    private final IdentityAccess access;
    private final CurrentAgent current;
    private final MeView.Views me;
    private final AgentSettings settings;
    private final Sessions sessions;
    private final Logins logins;

    MeResource(
            IdentityAccess access,
            CurrentAgent current,
            MeView.Views me,
            AgentSettings settings,
            Sessions sessions,
            Logins logins) {
        this.access = access;
        this.current = current;
        this.me = me;
        this.settings = settings;
        this.sessions = sessions;
        this.logins = logins;
    }

    @GET
    public MeView show() {
        return me.of(access.requireLoggedIn());
    }

    @PATCH
    @Path("settings")
    @Schema(implementation = Object.class)
    public ObjectNode change(@NotNull @Schema(implementation = Object.class) ObjectNode request) {
        return settings.merge(access.requireLoggedIn(), request);
    }

    @PUT
    @Path("password")
    public void changePassword(@Valid @NotNull PasswordRequest request, @Context HttpServerRequest http) {
        logins.changePassword(
                access.requireLoggedIn(),
                current.session().orElse(null),
                request.current(),
                request.replacement(),
                Presented.client(http));
    }

    @GET
    @Path("sessions")
    public Page<SessionView> sessions() {
        var own = current.session();
        return Page.of(sessions.of(access.requireLoggedIn()).stream()
                .map(it -> SessionView.of(it, own.filter(it.id()::equals).isPresent()))
                .toList());
    }

    @DELETE
    @Path("sessions/{id}")
    public void end(SessionId id) {
        sessions.end(access.requireLoggedIn(), id);
    }

    record PasswordRequest(
            @NotBlank @Size(max = 1000) String current,
            @NotBlank @Size(max = 1000) String replacement) {

        @Override
        public String toString() {
            return "PasswordRequest(hidden)";
        }
    }

    @Schema(name = "Session")
    record SessionView(
            String id, Instant createdAt, Instant lastSeenAt, String address, String userAgent, boolean current) {

        static SessionView of(LoginSession session, boolean current) {
            return new SessionView(
                    session.id().value(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.address(),
                    session.userAgent(),
                    current);
        }
    }
}
