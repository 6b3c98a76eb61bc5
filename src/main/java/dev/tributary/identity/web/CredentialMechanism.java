package dev.tributary.identity.web;

import dev.tributary.identity.Authentication;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Logs in by session cookie or API token. A credential that is worth nothing counts as none: a browser with a dead
 * session must still be able to log in.
 */
@ApplicationScoped
class CredentialMechanism implements HttpAuthenticationMechanism {

    private static final int UNAUTHORIZED = 401;

    private final Authentication authentication;

    CredentialMechanism(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var credential = Presented.credential(context.request());
        return credential == null ? Uni.createFrom().nullItem() : authentication.identify(credential);
    }

    /** No header that makes a browser ask for a password of its own. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, null, null));
    }
}
