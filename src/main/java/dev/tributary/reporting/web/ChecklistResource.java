package dev.tributary.reporting.web;

import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.reporting.AddressProbe;
import dev.tributary.reporting.Checklist;
import dev.tributary.reporting.CockpitAccess;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What an admin does first. */
@Path("/api/checklist")
@Authenticated
class ChecklistResource {

    private final CockpitAccess access;
    private final Checklist checklist;
    private final AddressProbe probe;

    ChecklistResource(CockpitAccess access, Checklist checklist, AddressProbe probe) {
        this.access = access;
        this.checklist = checklist;
        this.probe = probe;
    }

    /** As far as is known. */
    @GET
    public Checklist.View known() {
        access.requireOperator();
        return checklist.known();
    }

    /** After testing everything anew. */
    @POST
    public Checklist.View test() {
        access.requireOperator();
        return checklist.tested();
    }

    /** What the server asks itself by its public address. */
    @GET
    @Path("probes/{nonce}")
    @PermitAll // the server is nobody when it calls from outside, and only it knows what to ask
    @Produces(MediaType.TEXT_PLAIN)
    public String answer(String nonce) {
        return probe.answer(nonce)
                .orElseThrow(
                        () -> new ProblemException(PlatformProblem.NOT_FOUND, "Only the server itself asks here."));
    }
}
