package dev.tributary.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.routing.planning.Candidate;
import dev.tributary.routing.planning.Decision;
import dev.tributary.routing.planning.Situation;
import dev.tributary.store.StoreId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Keeps why routing decided as it did, for a while.
 *
 * <p>How the agents stood is kept once for all that was decided as long as they stood so. That nobody can take a
 * conversation is kept when it is so for other reasons than before, not each time that somebody looks.
 */
@ApplicationScoped
class Decisions {

    private static final String KEEP = """
            WITH told AS (
                SELECT d.* FROM unnest(:ids, :conversations, :rules, :outcomes, :chosen, :teams, :reasons, :candidates, :digests)
                    AS d (id, conversation, rule, outcome, agent, team, reasons, candidates, digest)
                WHERE d.outcome = 'ASSIGNED' OR d.digest IS DISTINCT FROM (
                    SELECT p.digest FROM routing_decision p WHERE p.conversation_id = d.conversation
                    ORDER BY p.at DESC, p.id DESC LIMIT 1)
            ), round AS (
                INSERT INTO routing_round (id, store_id, at, policy_version, agents)
                SELECT :round, :store, :now, :version, :agents::jsonb
                WHERE EXISTS (SELECT 1 FROM told) AND NOT EXISTS (SELECT 1 FROM routing_round WHERE id = :round)
                ON CONFLICT (id) DO NOTHING
            )
            INSERT INTO routing_decision (id, store_id, conversation_id, at, round_id, rule, outcome, agent_id, team_id,
                reasons, candidates, digest)
            SELECT id, :store, conversation, :now, :round, rule, outcome, agent,
                (SELECT t.id FROM team t WHERE t.id = told.team), reasons::jsonb, candidates, digest
            FROM told
            """;

    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final RoutingConfig config;
    private final Clock clock;

    Decisions(Jdbi jdbi, ObjectMapper json, RoutingConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    /** Joins the transaction that made them true. */
    void keep(StoreId store, Situation situation, int policyVersion, List<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        var agents = text(situation.agents().stream().map(KeptAgent::of).toList());
        jdbi.useHandle(db -> db.createUpdate(KEEP)
                .bind("round", Ids.derived(store.value(), Integer.toString(policyVersion), agents))
                .bind("store", store.value())
                .bind("now", situation.now())
                .bind("version", policyVersion)
                .bind("agents", agents)
                .bind("ids", column(UUID.class, decisions, it -> Ids.next()))
                .bind(
                        "conversations",
                        column(
                                UUID.class,
                                decisions,
                                it -> it.conversation().id().value()))
                .bind("rules", column(String.class, decisions, Decision::rule))
                .bind(
                        "outcomes",
                        column(String.class, decisions, it -> it.outcome().name()))
                .bind(
                        "chosen",
                        column(
                                UUID.class,
                                decisions,
                                it -> it.agent() == null ? null : it.agent().value()))
                .bind(
                        "teams",
                        column(
                                UUID.class,
                                decisions,
                                it -> it.team() == null ? null : it.team().value()))
                .bind("reasons", column(String.class, decisions, it -> text(it.merits())))
                .bind("candidates", column(String.class, decisions, it -> Rounds.numbers(it.candidates())))
                .bind("digests", column(String.class, decisions, Decision::digest))
                .execute());
    }

    /** Routing took a conversation back. Joins the transaction that made it true. */
    void returned(StoreId store, ConversationId conversation, AgentId from, @Nullable TeamId team, Lapses.Reason why) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO routing_decision (id, store_id, conversation_id, at, outcome, agent_id, team_id, reasons)
                        VALUES (:id, :store, :conversation, :now, 'RETURNED', :agent,
                            (SELECT id FROM team WHERE id = :team), jsonb_build_array(:why))
                        """)
                .bind("id", Ids.next())
                .bind("store", store.value())
                .bind("conversation", conversation.value())
                .bind("now", clock.instant())
                .bind("agent", from.value())
                .bind("team", team == null ? null : team.value())
                .bind("why", why.name())
                .execute());
    }

    @Scheduled(every = "1h", delayed = "10m", skipExecutionIf = WhileNotServing.class)
    void forget() {
        jdbi.useHandle(db -> {
            var before = clock.instant().minus(config.decisionsKept());
            db.createUpdate("DELETE FROM routing_decision WHERE at < :before")
                    .bind("before", before)
                    .execute();
            db.createUpdate("""
                            DELETE FROM routing_round r WHERE at < :before
                              AND NOT EXISTS (SELECT 1 FROM routing_decision d WHERE d.round_id = r.id)
                            """).bind("before", before).execute();
        });
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of ours are always JSON", e);
        }
    }

    /**
     * An agent as they were.
     *
     * @param seenAt only of who was not connected: of the others it changes all the time and explains nothing
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record KeptAgent(
            UUID id,
            String name,
            Duty duty,
            Instant dutySince,
            boolean connected,
            @Nullable Instant seenAt,
            int capacity,
            Set<TeamId> teams,
            Set<String> skills,
            Set<String> languages) {

        static KeptAgent of(Candidate it) {
            return new KeptAgent(
                    it.id().value(),
                    it.name(),
                    it.duty(),
                    it.dutySince(),
                    it.connected(),
                    it.connected() ? null : it.seenAt(),
                    it.capacity(),
                    it.teams(),
                    it.skills(),
                    it.languages());
        }
    }

    private static <T> Argument column(Class<T> type, List<Decision> decisions, Function<Decision, @Nullable T> value) {
        return SqlArray.of(type, decisions.stream().<@Nullable T>map(value).toList());
    }
}
