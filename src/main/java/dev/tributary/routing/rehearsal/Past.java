package dev.tributary.routing.rehearsal;

import dev.tributary.connector.Surface;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.Duty;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.planning.Weights;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store over a period as it was: who needed somebody, and who was there. A value, the same for every policy that is
 * rehearsed with it.
 *
 * @param held what agents had when the period began
 * @param served who had served a person last before the period
 * @param window how long the platform takes an answer to a direct message
 */
record Past(
        Instant from,
        Instant to,
        List<Demand> demand,
        List<Person> people,
        List<Held> held,
        Map<UUID, Served> served,
        Weights weights,
        Duration window) {

    Past {
        demand = List.copyOf(demand);
        people = List.copyOf(people);
        held = List.copyOf(held);
        served = Map.copyOf(served);
    }

    /**
     * @param limits how many open conversations of an account they take, where there is a limit
     * @param presence how they were, in order; the first says how they were when the period began
     * @param assumed nobody knows how they were when the period began
     */
    record Person(
            AgentId id,
            String name,
            Set<TeamId> teams,
            Set<String> skills,
            Set<String> languages,
            Map<AccountId, Integer> limits,
            List<Presence> presence,
            boolean assumed) {

        Person {
            presence = List.copyOf(presence);
        }
    }

    /** @param capacity in conversations */
    record Presence(Instant since, Duty duty, boolean connected, int capacity) {}

    /** @param until when it was done; null: not in the period */
    record Held(
            AgentId agent,
            AccountId account,
            Surface surface,
            @Nullable Instant until) {}

    record Served(AgentId agent, AccountId account, Instant at) {}
}
