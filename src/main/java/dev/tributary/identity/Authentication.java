package dev.tributary.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out who presents a credential. */
@ApplicationScoped
public class Authentication {

    private final Sessions sessions;
    private final ApiTokens tokens;
    private final CallerCache callers;
    private final BlockingSecurityExecutor blocking;

    Authentication(Sessions sessions, ApiTokens tokens, CallerCache callers, BlockingSecurityExecutor blocking) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.callers = callers;
        this.blocking = blocking;
    }

    /** Never blocks the calling thread. Null for a credential that is unknown, expired, or of somebody disabled. */
    public Uni<@Nullable SecurityIdentity> identify(Credential credential) {
        var hash = Secrets.hash(credential.secret());
        var key = credential.kind().name() + HexFormat.of().formatHex(hash);
        var known = callers.remembered(key);
        if (known != null) {
            return Uni.createFrom().item(identity(known));
        }
        return blocking.executeBlocking(() -> callers.remember(key, () -> lookUp(credential.kind(), hash))
                .map(Authentication::identity)
                .orElse(null));
    }

    /** Whether the credential behind an identity has a scope. Who is not known has none to exceed. */
    public static boolean allows(SecurityIdentity identity, Scope scope) {
        CurrentAgent.Caller caller = identity.getAttribute(CurrentAgent.CALLER);
        return caller == null || caller.scopes().contains(scope);
    }

    private Optional<CurrentAgent.Caller> lookUp(Credential.Kind kind, byte[] hash) {
        return switch (kind) {
            case SESSION -> sessions.caller(hash);
            case API_TOKEN -> tokens.caller(hash);
        };
    }

    private static SecurityIdentity identity(CurrentAgent.Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.agent().toString()))
                .addRoles(Arrays.stream(Role.values())
                        .filter(it -> it.compareTo(caller.role()) <= 0)
                        .map(Role::name)
                        .collect(Collectors.toSet()))
                .addAttribute(CurrentAgent.CALLER, caller)
                .build();
    }
}
