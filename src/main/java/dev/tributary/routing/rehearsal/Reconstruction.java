package dev.tributary.routing.rehearsal;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads from one thread when somebody was needed. Told line by line, in the order of the thread.
 *
 * <p>A conversation opens when the customer writes while it is done, or when somebody opens it; it is done when it is
 * resolved or snoozed: what comes back from snoozing needs somebody anew.
 */
final class Reconstruction {

    /** In which a rehearsal is told of it: the same in every run. */
    static final Comparator<Demand> ORDER = Comparator.comparing(Demand::opensAt)
            .thenComparing(it -> it.conversation().value());

    private final Facts facts;
    private final Instant from;
    private final List<Demand> demand = new ArrayList<>();
    private final List<Past.Held> held = new ArrayList<>();
    private @Nullable Stretch open;

    /** @param openSinceBefore nothing is known of when it opened, only that it was open all along */
    Reconstruction(Facts facts, Instant from, boolean openSinceBefore) {
        this.facts = facts;
        this.from = from;
        if (openSinceBefore) {
            begin(facts.lastActivityAt());
            var assignee = facts.assignee();
            if (assignee != null) {
                assigned(facts.lastActivityAt(), assignee);
            }
        }
    }

    /** What does not change within a thread, or is known only as it is today. */
    record Facts(
            ConversationId id,
            UUID customer,
            AccountId account,
            Surface surface,
            Set<String> labels,
            @Nullable String language,
            @Nullable AgentId assignee,
            Instant lastActivityAt) {}

    List<Demand> demand() {
        return demand;
    }

    List<Past.Held> held() {
        return held;
    }

    void customerWrote(Instant at) {
        if (open == null) {
            begin(at);
        }
        if (open != null) {
            open.words.add(at);
        }
    }

    void agentWrote(Instant at) {
        if (open != null && open.assignedAt != null && open.repliedAt == null) {
            open.repliedAt = at;
        }
    }

    /** @param agent null: back to the queue, or to nobody */
    void assigned(Instant at, @Nullable AgentId agent) {
        if (open != null) {
            open.assignee = agent;
            if (agent != null && open.assignedAt == null) {
                open.assignedAt = at;
            }
        }
    }

    void opened(Instant at) {
        if (open == null) {
            begin(at);
        }
    }

    void done(Instant at) {
        if (open != null) {
            end(open, at);
            open = null;
        }
    }

    /** The period ends. */
    void end() {
        if (open != null) {
            end(open, null);
            open = null;
        }
    }

    private void begin(Instant at) {
        open = new Stretch(at);
    }

    private void end(Stretch it, @Nullable Instant at) {
        if (at != null && at.isBefore(from)) {
            return;
        }
        var assignedAt = it.assignedAt;
        if (assignedAt != null && assignedAt.isBefore(from)) {
            if (it.assignee != null) {
                held.add(new Past.Held(it.assignee, facts.account, facts.surface, at));
            }
            return;
        }
        demand.add(new Demand(
                facts.id,
                facts.customer,
                facts.account,
                facts.surface,
                facts.labels,
                facts.language,
                it.opensAt,
                it.words,
                between(assignedAt, it.repliedAt),
                between(assignedAt, at)));
    }

    private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null || to.isBefore(from) ? null : Duration.between(from, to);
    }

    private static final class Stretch {

        private final Instant opensAt;
        private final List<Instant> words = new ArrayList<>();
        private @Nullable AgentId assignee;
        private @Nullable Instant assignedAt;
        private @Nullable Instant repliedAt;

        Stretch(Instant opensAt) {
            this.opensAt = opensAt;
        }
    }
}
