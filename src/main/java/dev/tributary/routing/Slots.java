package dev.tributary.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Room for more work, agent by agent, handed out fairly: to whoever has least, among equals to whoever has waited
 * longest for something new. Pure; one thread, one use.
 */
final class Slots {

    /** Among those who got something in this very moment the order of getting decides. */
    private static final Comparator<Agent> FAIR = Comparator.comparingInt((Agent it) -> it.open)
            .thenComparingInt(it -> it.turn)
            .thenComparing(it -> it.lastAssignedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(it -> it.id.toString());

    private final Map<UUID, Agent> byId = new HashMap<>();
    private final PriorityQueue<Agent> free = new PriorityQueue<>(FAIR);
    private int turns;

    Slots(Collection<Agent> agents) {
        for (var it : agents) {
            if (it.open < it.capacity) {
                byId.put(it.id, it);
                free.add(it);
            }
        }
    }

    /** @param previous who looked after it before, and gets it again if there is room */
    Optional<UUID> take(@Nullable UUID previous) {
        var known = previous == null ? null : byId.get(previous);
        var chosen = known == null ? free.peek() : known;
        if (chosen == null) {
            return Optional.empty();
        }
        free.remove(chosen);
        chosen.open++;
        chosen.turn = ++turns;
        if (chosen.open < chosen.capacity) {
            free.add(chosen);
        } else {
            byId.remove(chosen.id);
        }
        return Optional.of(chosen.id);
    }

    boolean isEmpty() {
        return free.isEmpty();
    }

    /** Somebody who takes work. */
    static final class Agent {

        private final UUID id;
        private final int capacity;
        private final @Nullable Instant lastAssignedAt;
        private int open;
        private int turn;

        Agent(UUID id, int open, int capacity, @Nullable Instant lastAssignedAt) {
            this.id = id;
            this.open = open;
            this.capacity = capacity;
            this.lastAssignedAt = lastAssignedAt;
        }
    }
}
