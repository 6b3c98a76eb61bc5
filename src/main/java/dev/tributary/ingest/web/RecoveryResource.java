package dev.tributary.ingest.web;

import dev.tributary.ingest.RecoveryAccess;
import dev.tributary.ingest.RecoveryReport;
import dev.tributary.ingest.RecoveryReport.Recovery;
import dev.tributary.store.AccountId;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/accounts/{id}")
@Authenticated
class RecoveryResource {

    private static final int ACCEPTED = 202;
    private static final int TWO_WEEKS = 336;

    private final RecoveryAccess access;
    private final RecoveryReport report;

    RecoveryResource(RecoveryAccess access, RecoveryReport report) {
        this.access = access;
        this.report = report;
    }

    @GET
    @Path("recovery")
    public Recovery recovery(AccountId id, @DefaultValue("24") @RestQuery @Min(1) @Max(TWO_WEEKS) int hours) {
        access.requireVisible(id);
        return report.of(id, hours);
    }

    /** Reads the account back now. One that is being read already is read again afterwards. */
    @POST
    @Path("backfill")
    @ResponseStatus(ACCEPTED)
    public Recovery backfill(AccountId id) {
        access.requireAdmin(id);
        return report.backfill(id);
    }
}
