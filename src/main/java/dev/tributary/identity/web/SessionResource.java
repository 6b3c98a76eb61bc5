package dev.tributary.identity.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.IdentityAccess;
import dev.tributary.identity.Logins;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

@Path("/api/session")
class SessionResource {

    private final IdentityAccess access;
    private final CurrentAgent current;
    private final Logins logins;
    private final SessionAnswers answers;

    SessionResource(IdentityAccess access, CurrentAgent current, Logins logins, SessionAnswers answers) {
        this.access = access;
        this.current = current;
        this.logins = logins;
        this.answers = answers;
    }

    @POST
    @PermitAll
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeView.class)))
    public Response logIn(@Valid @NotNull LoginRequest request, @Context HttpServerRequest http) {
        var client = Presented.client(http);
        var agent = logins.verify(request.email(), request.password(), client);
        return answers.loggedIn(logins.begin(agent, client, Presented.sessionSecret(http)), http);
    }

    @DELETE
    @Authenticated
    @APIResponse(responseCode = "204")
    public Response logOut(@Context HttpServerRequest http) {
        var agent = access.requireSession();
        current.session().ifPresent(it -> logins.logOut(agent, it));
        return answers.loggedOut(http);
    }

    record LoginRequest(
            @NotBlank @Size(max = 254) String email,
            @NotBlank @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "LoginRequest(hidden)";
        }
    }
}
