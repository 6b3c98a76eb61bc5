package dev.tributary.routing.planning;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.Duty;
import dev.tributary.routing.TeamId;
import dev.tributary.store.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent who is there with nothing to do, but for what a test says about them. */
final class Somebody {

    private final String name;
    private Duty duty = Duty.ON;
    private boolean connected = true;
    private int capacity = 800;
    private int load;
    private Set<TeamId> teams = Set.of();
    private Set<String> skills = Set.of();
    private Set<String> languages = Set.of();
    private Map<AccountId, Integer> room = Map.of();
    private @Nullable Instant lastAssigned;
    private List<Instant> justAssigned = List.of();

    private Somebody(String name) {
        this.name = name;
    }

    static Somebody named(String name) {
        return new Somebody(name);
    }

    Somebody who(Duty does) {
        duty = does;
        return this;
    }

    Somebody connected(boolean is) {
        connected = is;
        return this;
    }

    Somebody capacity(int hundredths) {
        capacity = hundredths;
        return this;
    }

    Somebody load(int hundredths) {
        load = hundredths;
        return this;
    }

    Somebody in(TeamId... of) {
        teams = Set.of(of);
        return this;
    }

    Somebody skilledIn(String... what) {
        skills = Set.of(what);
        return this;
    }

    Somebody speaks(String... what) {
        languages = Set.of(what);
        return this;
    }

    Somebody room(Map<AccountId, Integer> left) {
        room = left;
        return this;
    }

    Somebody lastAssigned(@Nullable Instant at) {
        lastAssigned = at;
        return this;
    }

    Somebody justAssigned(Instant... at) {
        justAssigned = List.of(at);
        return this;
    }

    AgentId id() {
        return new AgentId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    Candidate candidate() {
        return new Candidate(
                id(),
                name,
                duty,
                Customer.NOON,
                connected,
                Customer.NOON,
                capacity,
                load,
                teams,
                skills,
                languages,
                room,
                lastAssigned,
                justAssigned);
    }
}
