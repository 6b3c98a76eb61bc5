package dev.tributary.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.InboundEvent.CommentState;
import dev.tributary.connector.InboundEvent.CommentStateSeen;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.HighIntentCommentSeen;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.MessagesRead;
import dev.tributary.connector.InboundEvent.ReactionSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.InboundEvent.WithheldMessageSeen;
import dev.tributary.connector.Person;
import dev.tributary.conversation.ConversationId;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.InboxTester;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens, what the stream tells leads to what a fresh fetch shows. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class InboxStreamTest {

    private static final Instant LONG_AGO = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    Jdbi jdbi;

    private final Shop shop = Shop.open();
    private final String customer = UUID.randomUUID().toString();
    private Colleague mina;
    private Colleague jo;
    private ConversationId conversation;
    private InboxTester inbox;

    @BeforeEach
    void openTheInbox() {
        mina = shop.agent();
        jo = shop.agent();
        conversation = shop.customerWrites(customer, "hi");
        inbox = new InboxTester(mina, shop.store());
    }

    @AfterEach
    void closeTheInbox() {
        inbox.close();
    }

    @Test
    void messagesOfOldAndNewCustomersAreTold() {
        inbox.verify(() -> shop.customerWrites(customer, "anybody there?"));
        inbox.verify(() -> shop.customersWrite(3));
        inbox.verify(() -> shop.arrive(new WithheldMessageSeen(shop.account().externalId(), LONG_AGO)));
    }

    @Test
    void commentsAndWhatBecomesOfThemAreTold() {
        inbox.verify(() -> shop.arrive(shop.comment("ann", "c1", "how much?"), shop.comment("bo", "c2", "nice")));
        inbox.verify(() -> shop.arrive(
                new CommentStateSeen(shop.account().externalId(), "c1", CommentState.HIDDEN, Instant.now())));
        inbox.verify(() -> shop.arrive(
                new HighIntentCommentSeen(shop.account().externalId(), "c2", Person.of("bo", "bo"), Instant.now())));
        inbox.verify(() -> shop.arrive(
                new CommentStateSeen(shop.account().externalId(), "c1", CommentState.DELETED, Instant.now())));
    }

    @Test
    void ourMessagesFromElsewhereReactionsAndReadReceiptsAreTold() {
        var sent = Instant.now().minusSeconds(1);
        inbox.verify(() -> shop.arrive(new MessageSeen(
                shop.account().externalId(),
                "thread-" + customer,
                "ours-1-" + customer,
                Direction.OUTBOUND,
                Person.of(customer, customer),
                Content.text("yes?"),
                null,
                Source.APP,
                sent)));
        inbox.verify(() -> shop.arrive(new ReactionSeen(
                shop.account().externalId(), "ours-1-" + customer, customer, "❤️", true, Instant.now())));
        inbox.verify(
                () -> shop.arrive(new MessagesRead(shop.account().externalId(), "thread-" + customer, Instant.now())));
    }

    @Test
    void whatAgentsSayIsTold() {
        inbox.verify(() -> post("/messages", Map.of("clientToken", "1", "type", "TEXT", "text", "hello")));
        inbox.verify(() -> post("/notes", Map.of("clientToken", "2", "text", "pays late")));
    }

    @Test
    void whoLooksAfterItIsTold() {
        inbox.verify(() -> put("/assignee", map("agentId", mina.id().toString())));
        inbox.verify(() -> put("/assignee", map("agentId", null)));
        inbox.verify(() -> mina.browser().post("/api/conversations/next").then().statusCode(200));
    }

    @Test
    void howItStandsIsTold() {
        inbox.verify(() -> put("/status", Map.of("status", "RESOLVED")));
        inbox.verify(() -> put("/status", Map.of("status", "OPEN")));
        inbox.verify(() -> put("/status", Map.of("status", "SNOOZED", "snoozedUntil", "2100-01-01T00:00:00.000Z")));
        // And it opens by itself when the time has come.
        inbox.verify(() -> jdbi.useHandle(db ->
                db.execute("UPDATE conversation SET snoozed_until = ? WHERE id = ?", LONG_AGO, conversation.value())));
        inbox.verify(() -> put("/status", Map.of("status", "RESOLVED")));
        inbox.verify(() -> shop.customerWrites(customer, "one more thing"));
    }

    @Test
    void labelsAndMarksAreTold() {
        inbox.verify(() -> put("/labels", Map.of("labels", List.of("vip", "refund"))));
        inbox.verify(() -> put("/seen", Map.of("inboundCount", 1)));
        inbox.verify(() -> shop.customerWrites(customer, "still there?"));
    }

    @Test
    void aColleaguesMarkIsToldAsNothing() {
        inbox.verify(() -> jo.browser()
                .body(Map.of("inboundCount", 1))
                .put("/api/conversations/" + conversation + "/seen")
                .then()
                .statusCode(204));
    }

    @Test
    void dutyAndWhatItBringsIsTold() {
        inbox.verify(() -> mina.browser()
                .body(Map.of("duty", "ON"))
                .put("/api/me/duty")
                .then()
                .statusCode(200));
        inbox.verify(() -> shop.customersWrite(2));
        inbox.verify(() -> mina.browser()
                .body(Map.of("duty", "OFF"))
                .put("/api/me/duty")
                .then()
                .statusCode(200));
    }

    private void post(String path, Map<String, ?> body) {
        mina.browser()
                .body(body)
                .post("/api/conversations/" + conversation + path)
                .then()
                .statusCode(201);
    }

    private void put(String path, Map<String, ?> body) {
        var status = mina.browser()
                .body(body)
                .put("/api/conversations/" + conversation + path)
                .statusCode();
        assertThat(status).isIn(200, 204);
    }

    private static Map<String, @Nullable Object> map(String key, @Nullable Object value) {
        var map = new HashMap<String, @Nullable Object>();
        map.put(key, value);
        return map;
    }
}
