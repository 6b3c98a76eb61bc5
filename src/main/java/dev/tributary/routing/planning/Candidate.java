package dev.tributary.routing.planning;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.Duty;
import dev.tributary.routing.TeamId;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agent who may see the store, as they are at the moment.
 *
 * @param dutySince since when their duty is what it is
 * @param connected whether a browser of theirs was there less than a grace ago
 * @param seenAt when one was there last; null: never
 * @param capacity how much they take, in hundredths of a direct message
 * @param load how much they have, alike
 * @param room how many more conversations of an account they take; only where there is a limit
 * @param lastAssignedAt null: nothing yet
 * @param justAssigned when they were given what they were given within the last minute
 */
public record Candidate(
        AgentId id,
        String name,
        Duty duty,
        Instant dutySince,
        boolean connected,
        @Nullable Instant seenAt,
        int capacity,
        int load,
        Set<TeamId> teams,
        Set<String> skills,
        Set<String> languages,
        Map<AccountId, Integer> room,
        @Nullable Instant lastAssignedAt,
        List<Instant> justAssigned) {

    /** So many units are one direct message. */
    public static final int HUNDREDTHS = 100;

    /** How far {@link #justAssigned} looks back. */
    public static final Duration JUST_NOW = Duration.ofMinutes(1);

    public Candidate {
        teams = Set.copyOf(teams);
        skills = Set.copyOf(skills);
        languages = Set.copyOf(languages);
        room = Map.copyOf(room);
        justAssigned = List.copyOf(justAssigned);
    }
}
