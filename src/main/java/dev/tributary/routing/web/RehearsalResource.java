package dev.tributary.routing.web;

import dev.tributary.identity.Permission;
import dev.tributary.routing.policy.PolicyVersion;
import dev.tributary.routing.rehearsal.Rehearsal;
import dev.tributary.routing.rehearsal.Rehearsals;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

@Path("/api/stores/{id}/routing-policies/{version}/rehearsals")
@Authenticated
class RehearsalResource {

    private final StoreAccess access;
    private final Rehearsals rehearsals;

    RehearsalResource(StoreAccess access, Rehearsals rehearsals) {
        this.access = access;
        this.rehearsals = rehearsals;
    }

    /** What the version would have done in a period that is past, beside the one that applies today. Changes nothing. */
    @POST
    @Blocking
    public CompletionStage<Rehearsal> rehearse(
            StoreId id, PolicyVersion version, @Valid @NotNull RehearsalRequest request) {
        access.require(id, Permission.SUPERVISE);
        return rehearsals.rehearse(id, version, request.from(), request.to());
    }

    record RehearsalRequest(@NotNull Instant from, @NotNull Instant to) {}
}
