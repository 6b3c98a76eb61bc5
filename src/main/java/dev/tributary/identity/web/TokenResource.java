package dev.tributary.identity.web;

import static java.util.Objects.requireNonNullElse;

import dev.tributary.identity.ApiToken;
import dev.tributary.identity.ApiTokenId;
import dev.tributary.identity.ApiTokens;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.IdentityAccess;
import dev.tributary.identity.Scope;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.web.ShownOnce;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/api/tokens")
@Authenticated
class TokenResource {

    private static final int CREATED = 201;

    private final IdentityAccess access;
    private final CurrentAgent current;
    private final ApiTokens tokens;

    TokenResource(IdentityAccess access, CurrentAgent current, ApiTokens tokens) {
        this.access = access;
        this.current = current;
        this.tokens = tokens;
    }

    @POST
    @ResponseStatus(CREATED)
    public NewTokenView issue(@Valid @NotNull TokenRequest request) {
        var scopes = Set.copyOf(requireNonNullElse(request.scopes(), List.<Scope>of()));
        return NewTokenView.of(
                tokens.issue(access.requireSession(), current.role(), request.name(), scopes, request.expiresAt()));
    }

    @GET
    public Page<TokenView> list() {
        return Page.of(
                tokens.of(access.requireLoggedIn()).stream().map(TokenView::of).toList());
    }

    @DELETE
    @Path("{id}")
    public void revoke(ApiTokenId id) {
        tokens.revoke(access.requireLoggedIn(), id);
    }

    record TokenRequest(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 3) List<@NotNull Scope> scopes,
            @Nullable Instant expiresAt) {}

    @Schema(name = "Token")
    record TokenView(
            ApiTokenId id,
            String name,
            List<Scope> scopes,
            @Nullable Instant expiresAt,
            Instant createdAt) {

        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.id(),
                    token.name(),
                    token.scopes().stream().sorted().toList(),
                    token.expiresAt(),
                    token.createdAt());
        }
    }

    @Schema(name = "NewToken")
    record NewTokenView(
            ApiTokenId id,
            String name,
            List<Scope> scopes,
            @Nullable Instant expiresAt,
            Instant createdAt,
            String token)
            implements ShownOnce {

        static NewTokenView of(ApiTokens.Issued issued) {
            var token = TokenView.of(issued.token());
            return new NewTokenView(
                    token.id(), token.name(), token.scopes(), token.expiresAt(), token.createdAt(), issued.secret());
        }

        @Override
        public String toString() {
            return "NewTokenView(hidden)";
        }
    }
}
