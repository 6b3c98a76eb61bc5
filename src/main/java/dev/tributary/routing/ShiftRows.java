package dev.tributary.routing;

import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.routing.shift.Shift;
import dev.tributary.routing.shift.ShiftPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Shifts as they are kept, and who follows them. */
@ApplicationScoped
class ShiftRows {

    private final Jdbi jdbi;

    ShiftRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** From Monday on; who has no shifts is left out. */
    Map<UUID, ShiftPlan> plans(Collection<UUID> agents) {
        var shifts = new HashMap<UUID, List<Shift>>();
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT agent_id, weekday, starts, ends, zone FROM agent_shift WHERE agent_id = ANY(:agents)
                        ORDER BY agent_id, weekday, starts, id
                        """)
                .bind("agents", SqlArray.of(UUID.class, agents))
                .map((row, context) -> shifts.computeIfAbsent(
                                row.getObject("agent_id", UUID.class), it -> new ArrayList<>())
                        .add(new Shift(
                                DayOfWeek.of(row.getInt("weekday")),
                                row.getObject("starts", LocalTime.class),
                                row.getObject("ends", LocalTime.class),
                                ZoneId.of(row.getString("zone")))))
                .list());
        var plans = new HashMap<UUID, ShiftPlan>();
        shifts.forEach((agent, its) -> plans.put(agent, new ShiftPlan(its)));
        return plans;
    }

    void replace(AgentId agent, List<Shift> shifts) {
        jdbi.useHandle(db -> {
            db.createUpdate("DELETE FROM agent_shift WHERE agent_id = :agent")
                    .bind("agent", agent.value())
                    .execute();
            if (!shifts.isEmpty()) {
                var batch = db.prepareBatch("""
                        INSERT INTO agent_shift (id, agent_id, weekday, starts, ends, zone)
                        VALUES (:id, :agent, :weekday, :starts, :ends, :zone)
                        """);
                shifts.forEach(it -> batch.bind("id", UUID.randomUUID())
                        .bind("agent", agent.value())
                        .bind("weekday", it.weekday().getValue())
                        .bind("starts", it.starts())
                        .bind("ends", it.ends())
                        .bind("zone", it.zone().getId())
                        .add());
                batch.execute();
            }
        });
    }

    /** Locks the agent's row, so that their plan and what follows from it change together. */
    boolean lockFollows(AgentId agent) {
        return jdbi.withHandle(
                db -> db.createQuery("SELECT follows_shifts FROM agent_load WHERE agent_id = :agent FOR NO KEY UPDATE")
                        .bind("agent", agent.value())
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Whose shift began or ended before this moment without their duty having been changed for it. */
    List<UUID> due(Instant now) {
        return jdbi.withHandle(
                db -> db.createQuery("""
                        SELECT agent_id FROM agent_load WHERE follows_shifts AND duty_until <= :now ORDER BY agent_id
                        """).bind("now", now).mapTo(UUID.class).list());
    }

    /** When the next shift of anybody begins or ends. */
    Optional<Instant> next() {
        return jdbi.withHandle(db -> db.createQuery("SELECT min(duty_until) FROM agent_load WHERE follows_shifts")
                .mapTo(Instant.class)
                .findFirst());
    }
}
