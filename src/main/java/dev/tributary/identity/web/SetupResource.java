package dev.tributary.identity.web;

import dev.tributary.identity.FirstAdmin;
import dev.tributary.identity.Logins;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

@Path("/api/setup")
@PermitAll
class SetupResource {

    private final FirstAdmin firstAdmin;
    private final Logins logins;
    private final SessionAnswers answers;

    SetupResource(FirstAdmin firstAdmin, Logins logins, SessionAnswers answers) {
        this.firstAdmin = firstAdmin;
        this.logins = logins;
        this.answers = answers;
    }

    @GET
    @PermitAll
    public SetupView show() {
        return new SetupView(firstAdmin.isNeeded());
    }

    @POST
    @PermitAll
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MeView.class)))
    public Response create(@Valid @NotNull SetupRequest request, @Context HttpServerRequest http) {
        var client = Presented.client(http);
        var admin = firstAdmin.create(request.token(), request.email(), request.name(), request.password(), client);
        return answers.loggedIn(logins.begin(admin.id(), client, Presented.sessionSecret(http)), http);
    }

    record SetupView(boolean needed) {}

    record SetupRequest(
            @NotBlank @Size(max = 100) String token,
            @NotBlank @Email @Size(max = 254) String email,
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "SetupRequest(hidden)";
        }
    }
}
