package dev.tributary.reporting.web;

import dev.tributary.reporting.Cockpit;
import dev.tributary.reporting.CockpitAccess;
import dev.tributary.store.AccountId;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/accounts/{id}")
@Authenticated
class AccountHealthResource {

    private static final int TWO_WEEKS = 336;

    private final CockpitAccess access;
    private final Cockpit cockpit;

    AccountHealthResource(CockpitAccess access, Cockpit cockpit) {
        this.access = access;
        this.cockpit = cockpit;
    }

    /** How an account is doing, hour by hour. */
    @GET
    @Path("health")
    public Cockpit.Detail health(AccountId id, @DefaultValue("24") @RestQuery @Min(1) @Max(TWO_WEEKS) int hours) {
        access.requireAccount(id);
        return cockpit.of(id, hours);
    }
}
