package dev.tributary.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.identity.AgentId;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What goes back to the queue by itself, and what never does. The server looks by itself too, now and then. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LapsesTest {

    private static final String FIVE_MINUTES = "{\"rules\": [{\"name\": \"all\", \"firstReplyWithin\": \"PT5M\"}]}";

    @Inject
    Jdbi jdbi;

    @Inject
    Lapses lapses;

    @Inject
    DutyService duties;

    @Inject
    ConversationService conversations;

    private final Shop shop = Shop.open();
    private final AgentId mina = shop.crowd(1).get(0);
    private final AgentId jo = shop.crowd(1).get(0);

    @Test
    void whoDoesNotAnswerInTimeLosesItToTheNext() {
        policy(FIVE_MINUTES);
        var conversation = given(mina);
        duties.turn(jo, Duty.ON);
        ago("assigned_at = now() - interval '6 min', waiting_since = now() - interval '7 min'", conversation);

        lapses.takeBack(shop.store());

        awaitOwner(conversation, jo);
        assertThat(reasons(conversation)).contains("NO_REPLY_IN_TIME");
    }

    @Test
    void somebodyWhoIsLateIsBetterThanNobody() {
        policy(FIVE_MINUTES);
        var conversation = given(mina);
        ago("assigned_at = now() - interval '1 h'", conversation);

        assertThat(lapses.takeBack(shop.store())).isZero();

        assertThat(owner(conversation)).contains(mina);
    }

    @Test
    void asManyGoAsSomebodyElseHasRoomFor() {
        policy(FIVE_MINUTES);
        var first = given(mina);
        var second = given(mina);
        jdbi.useHandle(db -> db.execute("UPDATE agent_load SET capacity = 1 WHERE agent_id = ?", jo.value()));
        duties.turn(jo, Duty.ON);
        ago("assigned_at = now() - interval '6 min', waiting_since = now() - interval '7 min'", first, second);

        lapses.takeBack(shop.store());

        await().untilAsserted(() -> assertThat(List.of(owner(first), owner(second)))
                .containsExactlyInAnyOrder(Optional.of(mina), Optional.of(jo)));
    }

    @Test
    void theTimeRunsFromWhenTheyGotIt() {
        policy(FIVE_MINUTES);
        var conversation = given(mina);
        duties.turn(jo, Duty.ON);
        ago("waiting_since = now() - interval '1 h', assigned_at = now() - interval '4 min'", conversation);

        assertThat(lapses.takeBack(shop.store())).isZero();
    }

    @Test
    void whoHasAnsweredKeepsIt() {
        policy(FIVE_MINUTES);
        var conversation = given(mina);
        duties.turn(jo, Duty.ON);
        ago("waiting_since = NULL, assigned_at = now() - interval '1 h'", conversation);

        assertThat(lapses.takeBack(shop.store())).isZero();
    }

    @Test
    void whatAPersonGaveIsNeverTakenBack() {
        policy("""
                {"rules": [{"name": "all", "firstReplyWithin": "PT5M"}], "absences": {"OFF": {"then": "QUEUE"}}}
                """);
        var conversation = shop.customersWrite(1).get(0);
        conversations.assign(conversation, Optional.of(mina), jo);
        duties.turn(jo, Duty.ON);
        ago("assigned_at = now() - interval '1 h'", conversation);

        assertThat(lapses.takeBack(shop.store())).isZero();

        assertThat(owner(conversation)).contains(mina);
    }

    @Test
    void anAbsenceEndsAfterItsTime() {
        policy("""
                {"absences": {"AWAY": {"then": "QUEUE", "after": "PT10M"}}}
                """);
        var conversation = given(mina);
        duties.turn(mina, Duty.AWAY);
        assertThat(lapses.takeBack(shop.store())).isZero();
        jdbi.useHandle(db -> db.execute(
                "UPDATE agent_load SET duty_since = now() - interval '11 min' WHERE agent_id = ?", mina.value()));

        lapses.takeBack(shop.store());

        assertThat(owner(conversation)).isEmpty();
        assertThat(reasons(conversation)).contains("AGENT_AWAY");
    }

    @Test
    void whoGoesOffDutyHandsItToTheTeam() {
        var night = UUID.randomUUID();
        jdbi.useHandle(db -> {
            db.execute(
                    "INSERT INTO team VALUES (?, ?, 'Night')",
                    night,
                    shop.store().value());
            db.execute("INSERT INTO team_member VALUES (?, ?)", night, jo.value());
        });
        policy("""
                {"absences": {"OFF": {"then": "TEAM", "team": "%s"}}}
                """.formatted(night));
        var conversation = given(mina);
        var other = shop.crowd(1).get(0);
        duties.turn(mina, Duty.OFF);
        duties.turn(other, Duty.ON);

        lapses.takeBack(shop.store());
        duties.turn(jo, Duty.ON);

        awaitOwner(conversation, jo);
    }

    @Test
    void withoutAPolicyEverythingStaysWhereItIs() {
        var conversation = given(mina);
        duties.turn(mina, Duty.OFF);
        ago("assigned_at = now() - interval '3 days'", conversation);

        assertThat(lapses.takeBack(shop.store())).isZero();
    }

    @Test
    void whoLetItLapseMayHaveItAgainAfterItWasResolved() {
        policy(FIVE_MINUTES);
        var conversation = given(mina);
        duties.turn(jo, Duty.ON);
        ago("assigned_at = now() - interval '6 min', waiting_since = now() - interval '7 min'", conversation);
        lapses.takeBack(shop.store());
        awaitOwner(conversation, jo);

        conversations.setStatus(conversation, ConversationStatus.RESOLVED, null, jo);

        assertThat(jdbi.<Integer, RuntimeException>withHandle(
                        db -> db.createQuery("SELECT count(*) FROM queue_entry WHERE conversation_id = :id")
                                .bind("id", conversation.value())
                                .mapTo(Integer.class)
                                .one()))
                .isZero();
    }

    /** Routing gives her a new conversation, because nobody else is there. */
    private ConversationId given(AgentId agent) {
        duties.turn(agent, Duty.ON);
        var conversation = shop.customersWrite(1).get(0);
        awaitOwner(conversation, agent);
        return conversation;
    }

    private void policy(String document) {
        jdbi.useHandle(db -> db.execute("""
                INSERT INTO routing_policy (store_id, version, document, active, created_by, created_at, activated_at)
                VALUES (?, 1, ?::jsonb, true, ?, now(), now())
                """, shop.store().value(), document, mina.value()));
    }

    private void ago(String what, ConversationId... conversations) {
        jdbi.useHandle(db -> db.createUpdate("UPDATE conversation SET " + what + " WHERE id = ANY(:ids)")
                .bindArray(
                        "ids",
                        UUID.class,
                        Stream.of(conversations).map(ConversationId::value).toList())
                .execute());
    }

    private List<String> reasons(ConversationId conversation) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT jsonb_array_elements_text(reasons) FROM routing_decision
                        WHERE conversation_id = :id AND outcome = 'RETURNED'
                        """)
                .bind("id", conversation.value())
                .mapTo(String.class)
                .list());
    }

    private void awaitOwner(ConversationId conversation, AgentId agent) {
        await().untilAsserted(() -> assertThat(owner(conversation)).contains(agent));
    }

    private Optional<AgentId> owner(ConversationId conversation) {
        return jdbi.withHandle(
                db -> db.createQuery("SELECT assignee_id FROM conversation WHERE id = :id AND assignee_id IS NOT NULL")
                        .bind("id", conversation.value())
                        .mapTo(UUID.class)
                        .findOne()
                        .map(AgentId::new));
    }
}
