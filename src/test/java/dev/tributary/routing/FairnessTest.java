package dev.tributary.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets what when one claim gives away several conversations. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FairnessTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    Jdbi jdbi;

    @Inject
    Assignments assignments;

    private final Shop shop = Shop.open();
    private final List<AgentId> crowd = shop.crowd(4);
    private final AgentId mina = crowd.get(0);
    private final AgentId jo = crowd.get(1);
    private final AgentId ann = crowd.get(2);
    private final AgentId before = crowd.get(3);

    @Test
    void whoeverHasLeastIsNext() {
        var waiting = waiting(3);

        onDuty(with(mina, 2, 8, null), with(jo, 0, 8, NOON), with(ann, 1, 8, null));

        assertThat(owners(waiting)).containsExactly(jo, ann, jo);
    }

    @Test
    void amongEqualsWhoeverWaitedLongestIsNextAndWhoeverNeverHadAnyFirst() {
        var waiting = waiting(4);

        onDuty(with(mina, 0, 8, NOON), with(jo, 0, 8, NOON.minusSeconds(1)), with(ann, 0, 8, null));

        assertThat(owners(waiting)).containsExactly(ann, jo, mina, ann);
    }

    @Test
    void whoeverKnowsTheCustomerIsFirstWhileThereIsRoom() {
        var waiting = waiting(3);
        waiting.forEach(it -> knownTo(it, mina));

        onDuty(with(mina, 6, 8, NOON), with(jo, 0, 8, null));

        assertThat(owners(waiting)).containsExactly(mina, mina, jo);
    }

    @Test
    void theLastSlotIsKeptForTheCustomerWhomItsAgentKnows() {
        var waiting = waiting(2);
        knownTo(waiting.get(1), mina);

        onDuty(with(mina, 0, 1, null), with(jo, 5, 8, null));

        assertThat(owners(waiting)).containsExactly(jo, mina);
    }

    @Test
    void whoeverIsKnownOvertakesNobodyWhenRoomIsScarce() {
        var waiting = waiting(2);
        knownTo(waiting.get(1), mina);

        onDuty(with(mina, 7, 8, null));

        assertThat(owners(waiting)).containsExactly(mina, null);
    }

    @Test
    void nobodyGetsMoreThanTheirCapacity() {
        var waiting = waiting(3);

        onDuty(with(mina, 1, 2, null), with(jo, 3, 2, null), with(ann, 0, 1, null));

        assertThat(owners(waiting)).containsExactly(ann, mina, null);
    }

    private record Load(
            AgentId agent, int open, int capacity, @Nullable Instant lastAssignedAt) {}

    private static Load with(AgentId agent, int open, int capacity, @Nullable Instant lastAssignedAt) {
        return new Load(agent, open, capacity, lastAssignedAt);
    }

    /** Customers whom somebody has already, so that routing is done with them and does not meddle. */
    private List<ConversationId> waiting(int customers) {
        set(with(before, 0, customers, null));
        var conversations = shop.customersWrite(customers);
        await().untilAsserted(() -> assertThat(owners(conversations)).containsOnly(before));
        return conversations;
    }

    /** All in one moment: whoever had the conversations has them no longer, and the team is there. */
    private void onDuty(Load... team) {
        QuarkusTransaction.requiringNew().run(() -> {
            jdbi.useHandle(db -> {
                db.execute("UPDATE conversation SET assignee_id = NULL WHERE assignee_id = ?", before.value());
                db.execute("UPDATE agent_load SET duty = 'OFF', open_dms = 0 WHERE agent_id = ?", before.value());
            });
            Stream.of(team).forEach(this::set);
        });
        assignments.assignWaiting(shop.store());
    }

    private void set(Load load) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE agent_load SET duty = 'ON', open_dms = :open, capacity = :capacity,
                            last_assigned_at = :last
                        WHERE agent_id = :agent
                        """)
                .bind("open", load.open())
                .bind("capacity", load.capacity())
                .bind("last", load.lastAssignedAt())
                .bind("agent", load.agent().value())
                .execute());
    }

    private void knownTo(ConversationId conversation, AgentId agent) {
        jdbi.useHandle(db -> db.execute(
                "UPDATE conversation SET last_assignee_id = ? WHERE id = ?", agent.value(), conversation.value()));
    }

    private List<@Nullable AgentId> owners(List<ConversationId> conversations) {
        return conversations.stream().<@Nullable AgentId>map(this::owner).toList();
    }

    private @Nullable AgentId owner(ConversationId conversation) {
        return jdbi.withHandle(
                db -> db.createQuery("SELECT assignee_id FROM conversation WHERE id = :id AND assignee_id IS NOT NULL")
                        .bind("id", conversation.value())
                        .mapTo(UUID.class)
                        .findOne()
                        .map(AgentId::new)
                        .orElse(null));
    }
}
