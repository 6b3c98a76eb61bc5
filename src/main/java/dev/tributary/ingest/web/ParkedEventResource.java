package dev.tributary.ingest.web;

import dev.tributary.ingest.IngestProblem;
import dev.tributary.ingest.ParkedEvents;
import dev.tributary.ingest.ParkedEvents.ParkedEvent;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.StoreAccess;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/admin/parked-events")
@Authenticated
class ParkedEventResource {

    private static final int ACCEPTED = 202;

    private final StoreAccess access;
    private final ParkedEvents events;

    ParkedEventResource(StoreAccess access, ParkedEvents events) {
        this.access = access;
        this.events = events;
    }

    @GET
    public Page<ParkedEvent> list(
            @DefaultValue(PageLimit.DEFAULT) @RestQuery PageLimit limit, @RestQuery Optional<Cursor> after) {
        access.requireOperator();
        return events.list(limit, after);
    }

    @POST
    @Path("{id}/replay")
    @ResponseStatus(ACCEPTED)
    public Replayed replay(EventId id) {
        access.requireOperator();
        events.replay(id.value());
        return new Replayed(1);
    }

    @POST
    @Path("replay")
    @ResponseStatus(ACCEPTED)
    public Replayed replayAll() {
        access.requireOperator();
        return new Replayed(events.replayAll());
    }

    record Replayed(int count) {}

    /** The number of a raw event, as text towards browsers. */
    @Schema(type = SchemaType.STRING)
    record EventId(long value) {

        static EventId fromString(String text) {
            try {
                return new EventId(Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new ProblemException(
                        IngestProblem.UNKNOWN_PARKED_EVENT, "It may have been replayed already: load the list again.");
            }
        }
    }
}
