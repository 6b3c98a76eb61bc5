package dev.tributary.testing;

import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.Person;
import dev.tributary.connector.Platform;
import dev.tributary.connector.Surface;
import dev.tributary.conversation.Arrival;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.store.AccountId;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.StoreId;
import io.quarkus.arc.Arc;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A store with one bound account, to which customers write. Every shop is new, so tests do not meet. */
public record Shop(StoreId store, BoundAccount account) {

    public static Shop open() {
        var store = UUID.randomUUID();
        var account = UUID.randomUUID();
        var openId = "open-" + account;
        var by = UUID.randomUUID();
        jdbi().useHandle(db -> {
            insertAgent(db, by, "ADMIN");
            db.execute(
                    "INSERT INTO store VALUES (?, 'Kettle', 'PH', 'Asia/Manila', 'SELF_OPERATED', 'PASSED', 'K', '1', now())",
                    store);
            db.execute("""
                    INSERT INTO account (id, store_id, platform, role, slot, external_id, handle, state, scopes, bound_by,
                        bound_at)
                    VALUES (?, ?, 'TIKTOK_BUSINESS', 'OFFICIAL', 0, ?, 'kettle', 'CONNECTED', '', ?, now())
                    """, account, store, openId, by);
        });
        return new Shop(
                new StoreId(store),
                new BoundAccount(
                        new AccountId(account),
                        new StoreId(store),
                        Platform.TIKTOK_BUSINESS,
                        openId,
                        "kettle",
                        null,
                        null));
    }

    public Colleague agent() {
        return Colleague.agentOf(store.value());
    }

    /** People of this store who never log in: hashing so many passwords would take minutes. */
    public List<AgentId> crowd(int count) {
        return jdbi().withHandle(db -> IntStream.range(0, count)
                .mapToObj(it -> {
                    var id = UUID.randomUUID();
                    insertAgent(db, id, "AGENT");
                    db.execute("INSERT INTO store_member (store_id, agent_id) VALUES (?, ?)", store.value(), id);
                    return new AgentId(id);
                })
                .toList());
    }

    private static void insertAgent(Handle db, UUID id, String role) {
        db.execute(
                "INSERT INTO agent (id, email, name, role, password_hash, created_at) VALUES (?, ?, 'Jo', ?, '-', now())",
                id,
                id + "@example.com",
                role);
        db.execute("INSERT INTO agent_load (agent_id, duty, duty_since, capacity) VALUES (?, 'OFF', now(), 8)", id);
    }

    /** So many customers write for the first time, one after the other, in one batch. */
    public List<ConversationId> customersWrite(int count) {
        var start = now().minusSeconds(count);
        var customers =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
        arrive(IntStream.range(0, count)
                .mapToObj(it -> message(customers.get(it), "hi", start.plusSeconds(it)))
                .toArray(InboundEvent[]::new));
        return customers.stream().map(this::conversation).toList();
    }

    /** One customer writes now. */
    public ConversationId customerWrites(String customer, String text) {
        arrive(message(customer, text, now()));
        return conversation(customer);
    }

    public InboundEvent message(String customer, String text, Instant at) {
        return new MessageSeen(
                account.externalId(),
                "thread-" + customer,
                "message-" + UUID.randomUUID(),
                InboundEvent.Direction.INBOUND,
                Person.of(customer, customer),
                Content.text(text),
                null,
                Source.APP,
                at);
    }

    public InboundEvent comment(String author, String id, String text) {
        return new CommentSeen(account.externalId(), "post-1", id, null, Person.of(author, author), text, now());
    }

    public void arrive(InboundEvent... events) {
        bean(Inlet.class)
                .apply(Stream.of(events)
                        .map(it -> new Arrival(it, account, now()))
                        .toList());
    }

    public ConversationId conversation(String customer) {
        return find(Surface.DM, "thread-" + customer);
    }

    public ConversationId commentThread(String comment) {
        return find(Surface.COMMENT, comment);
    }

    private ConversationId find(Surface surface, String externalId) {
        return new ConversationId(jdbi().withHandle(db -> db.createQuery(
                        "SELECT id FROM conversation WHERE account_id = :account AND surface = :surface AND external_id = :id")
                .bind("account", account.id().value())
                .bind("surface", surface)
                .bind("id", externalId)
                .mapTo(UUID.class)
                .one()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Jdbi jdbi() {
        return bean(Jdbi.class);
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
