package dev.tributary.routing.web;

import dev.tributary.identity.AgentId;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.routing.DutyQueries;
import dev.tributary.routing.DutyView;
import dev.tributary.routing.RoutingAccess;
import dev.tributary.routing.ShiftService;
import dev.tributary.routing.shift.Shift;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

@Path("/api/agents/{id}/shifts")
@Authenticated
class ShiftsResource {

    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

    private final RoutingAccess access;
    private final ShiftService shifts;
    private final DutyQueries duties;

    ShiftsResource(RoutingAccess access, ShiftService shifts, DutyQueries duties) {
        this.access = access;
        this.shifts = shifts;
        this.duties = duties;
    }

    @GET
    public ShiftsView get(AgentId id) {
        access.requireSupervisionOf(id);
        return shown(id);
    }

    @PUT
    public ShiftsView plan(AgentId id, @Valid @NotNull ShiftsRequest request) {
        access.requireSupervisionOf(id);
        shifts.plan(id, request.follows(), request.values());
        return shown(id);
    }

    private ShiftsView shown(AgentId id) {
        return ShiftsView.of(duties.of(id), shifts.of(id));
    }

    /** @param follows whether duty comes and goes with the shifts; if not they are only kept */
    record ShiftsRequest(
            @NotNull Boolean follows,
            @NotNull @Size(max = 100) List<@NotNull @Valid ShiftView> shifts) {

        List<Shift> values() {
            if (follows && shifts.isEmpty()) {
                throw InvalidField.problem("shifts", "must not be empty where they are followed");
            }
            return IntStream.range(0, shifts.size())
                    .mapToObj(it -> shifts.get(it).value("shifts[" + it + "]."))
                    .distinct()
                    .toList();
        }
    }

    /** @param until when they change the agent's duty next */
    record ShiftsView(boolean follows, @Nullable Instant until, List<ShiftView> shifts) {

        static ShiftsView of(DutyView duty, List<Shift> shifts) {
            return new ShiftsView(
                    duty.followsShifts(),
                    duty.until(),
                    shifts.stream().map(ShiftView::of).toList());
        }
    }

    /**
     * @param starts on the clock of the zone, such as 09:00
     * @param ends not later than it starts: on the next day; at the same time: a whole day later
     * @param zone a region such as Asia/Shanghai
     */
    record ShiftView(
            @NotNull DayOfWeek weekday,
            @NotNull @Pattern(regexp = TIME) String starts,
            @NotNull @Pattern(regexp = TIME) String ends,
            @NotNull String zone) {

        static ShiftView of(Shift shift) {
            return new ShiftView(
                    shift.weekday(),
                    shift.starts().toString(),
                    shift.ends().toString(),
                    shift.zone().getId());
        }

        Shift value(String where) {
            // Regions only: an offset such as +08:00 knows no summer time.
            if (!ZoneId.getAvailableZoneIds().contains(zone)) {
                throw InvalidField.problem(where + "zone", "must be a zone such as Asia/Manila");
            }
            return new Shift(weekday, LocalTime.parse(starts), LocalTime.parse(ends), ZoneId.of(zone));
        }
    }
}
