package dev.tributary.routing;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.routing.shift.Shift;
import dev.tributary.routing.shift.ShiftPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Duty that comes and goes with shifts.
 *
 * <p>{@code duty_until} of whoever follows them is when the next begins or ends. Only then duty is changed, so what was
 * said by hand holds until there. A shift says that somebody should be there, not that they are: only their browser does.
 */
@ApplicationScoped
public class ShiftService {

    /** Only rows that another server, or a new plan, has not moved on meanwhile. */
    private static final String APPLY = """
            WITH held AS MATERIALIZED (
                SELECT l.agent_id, l.duty AS before, w.duty AS after, w.until FROM agent_load l
                JOIN unnest(:agents, :duties, :untils) AS w (agent, duty, until) ON w.agent = l.agent_id
                WHERE l.follows_shifts AND (:atOnce OR l.duty_until <= :now)
                ORDER BY l.agent_id FOR NO KEY UPDATE OF l
            )
            UPDATE agent_load l SET duty_until = h.until, duty = coalesce(h.after, l.duty),
                duty_since = CASE WHEN h.after <> h.before THEN :now ELSE l.duty_since END,
                said_at = CASE WHEN h.after <> h.before THEN NULL ELSE l.said_at END,
                connected = CASE WHEN h.after <> h.before THEN EXISTS (
                        SELECT 1 FROM agent_connection c WHERE c.agent_id = l.agent_id AND c.seen_at > :seenAfter)
                    ELSE l.connected END
            FROM held h WHERE h.agent_id = l.agent_id
            RETURNING l.agent_id, coalesce(h.after <> h.before, false)
            """;

    private final Jdbi jdbi;
    private final ShiftRows rows;
    private final DutyHistory history;
    private final Event<DutyChanged> changed;
    private final Event<ShiftsPlanned> planned;
    private final RoutingConfig config;
    private final Clock clock;

    ShiftService(
            Jdbi jdbi,
            ShiftRows rows,
            DutyHistory history,
            Event<DutyChanged> changed,
            Event<ShiftsPlanned> planned,
            RoutingConfig config,
            Clock clock) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.history = history;
        this.changed = changed;
        this.planned = planned;
        this.config = config;
        this.clock = clock;
    }

    /** Somebody's shifts are others now, so that the next of all may be another. */
    record ShiftsPlanned() {}

    public List<Shift> of(AgentId agent) {
        var plan = rows.plans(List.of(agent.value())).get(agent.value());
        return plan == null ? List.of() : plan.shifts();
    }

    /**
     * Says anew when somebody works. Their duty changes at once if they follow shifts only now, or if by the old ones they
     * should not be where they should be by the new ones; else what they said holds.
     */
    @Transactional
    public void plan(AgentId agent, boolean follows, List<Shift> shifts) {
        var now = clock.instant();
        var followed = rows.lockFollows(agent);
        var before = new ShiftPlan(of(agent));
        var after = new ShiftPlan(shifts);
        rows.replace(agent, shifts);
        jdbi.useHandle(db -> db.createUpdate(
                        "UPDATE agent_load SET follows_shifts = :follows, duty_until = NULL WHERE agent_id = :agent")
                .bind("follows", follows)
                .bind("agent", agent.value())
                .execute());
        if (follows) {
            var holds = followed && before.covers(now) == after.covers(now);
            apply(List.of(new Turn(agent.value(), holds ? null : duty(after, now), until(after, now))), now, true);
        } else {
            history.tell(List.of(agent.value()));
        }
        planned.fire(new ShiftsPlanned());
    }

    /**
     * Changes the duty of all whose shifts began or ended up to now.
     *
     * @return whose it changed
     */
    @Transactional
    List<AgentId> begin() {
        var now = clock.instant();
        var due = rows.due(now);
        if (due.isEmpty()) {
            return List.of();
        }
        var plans = rows.plans(due);
        return apply(
                due.stream()
                        .map(it -> {
                            var plan = plans.getOrDefault(it, new ShiftPlan(List.of()));
                            return new Turn(it, duty(plan, now), until(plan, now));
                        })
                        .toList(),
                now,
                false);
    }

    /** @param duty null: as it is */
    private record Turn(
            UUID agent, @Nullable Duty duty, @Nullable Instant until) {}

    private static Duty duty(ShiftPlan plan, Instant now) {
        return plan.covers(now) ? Duty.ON : Duty.OFF;
    }

    private static @Nullable Instant until(ShiftPlan plan, Instant now) {
        return plan.nextBoundary(now).orElse(null);
    }

    private List<AgentId> apply(List<Turn> turns, Instant now, boolean atOnce) {
        var agents = new ArrayList<UUID>();
        var duties = new ArrayList<@Nullable String>();
        var untils = new ArrayList<@Nullable Instant>();
        turns.forEach(it -> {
            agents.add(it.agent);
            duties.add(it.duty == null ? null : it.duty.name());
            untils.add(it.until);
        });
        Map<UUID, Boolean> moved = jdbi.withHandle(db -> db.createQuery(APPLY)
                .bind("agents", SqlArray.of(UUID.class, agents))
                .bind("duties", SqlArray.of(String.class, duties))
                .bind("untils", SqlArray.of(Instant.class, untils))
                .bind("now", now)
                .bind("atOnce", atOnce)
                .bind("seenAfter", now.minus(config.grace()))
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(row.getColumn(1, UUID.class), row.getColumn(2, Boolean.class));
                    return all;
                }));
        var turned = agents.stream()
                .filter(it -> moved.getOrDefault(it, false))
                .map(AgentId::new)
                .toList();
        history.changed(turned.stream().map(AgentId::value).toList());
        history.tell(moved.keySet().stream()
                .filter(it -> !turned.contains(new AgentId(it)))
                .collect(toUnmodifiableSet()));
        turned.forEach(it -> changed.fire(new DutyChanged(it)));
        return turned;
    }
}
