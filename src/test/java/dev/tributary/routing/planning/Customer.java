package dev.tributary.routing.planning;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.planning.Waiting.Served;
import dev.tributary.routing.policy.Policy;
import dev.tributary.routing.policy.Rule;
import dev.tributary.store.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A customer whose direct message has waited a minute, but for what a test says about them. */
final class Customer {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final AccountId KETTLE = new AccountId(UUID.nameUUIDFromBytes(new byte[] {1}));
    static final AccountId TEAPOT = new AccountId(UUID.nameUUIDFromBytes(new byte[] {2}));
    static final Weights WEIGHTS = new Weights(100, 40, 100);

    private final String name;
    private AccountId account = KETTLE;
    private Surface surface = Surface.DM;
    private Set<String> labels = Set.of();
    private @Nullable String language;
    private Instant since = NOON.minusSeconds(60);
    private Instant queuedAt = NOON.minusSeconds(60);
    private @Nullable Instant windowEnds;
    private @Nullable TeamId team;
    private Set<AgentId> passedOver = Set.of();
    private @Nullable Served served;

    private Customer(String name) {
        this.name = name;
    }

    static Customer named(String name) {
        return new Customer(name);
    }

    Customer waiting(Duration longSince) {
        since = NOON.minus(longSince);
        queuedAt = since;
        return this;
    }

    Customer queued(Duration longSince) {
        queuedAt = NOON.minus(longSince);
        return this;
    }

    Customer on(AccountId of) {
        account = of;
        return this;
    }

    Customer on(Surface of) {
        surface = of;
        return this;
    }

    Customer labelled(String... with) {
        labels = Set.of(with);
        return this;
    }

    Customer speaking(@Nullable String what) {
        language = what;
        return this;
    }

    Customer windowEndsIn(Duration time) {
        windowEnds = NOON.plus(time);
        return this;
    }

    Customer handedTo(@Nullable TeamId to) {
        team = to;
        return this;
    }

    Customer passedOver(Somebody... whom) {
        passedOver = Stream.of(whom).map(Somebody::id).collect(Collectors.toSet());
        return this;
    }

    Customer servedBy(Somebody whom, Duration ago, boolean here) {
        served = new Served(whom.id(), NOON.minus(ago), here);
        return this;
    }

    ConversationId id() {
        return new ConversationId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    Waiting waiting() {
        return new Waiting(
                id(), account, surface, labels, language, since, queuedAt, windowEnds, team, passedOver, served);
    }

    /** What the planner makes of it at noon. */
    static Plan plan(Policy policy, List<Customer> customers, Somebody... agents) {
        return Planner.plan(
                new Situation(
                        NOON,
                        customers.stream().map(Customer::waiting).toList(),
                        Stream.of(agents).map(Somebody::candidate).toList(),
                        WEIGHTS),
                policy,
                1_000);
    }

    static Policy policy(Rule... rules) {
        return new Policy(List.of(rules), Set.of("VIP"), Map.of());
    }
}
