package dev.tributary.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Comment;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.Person;
import dev.tributary.connector.Post;
import dev.tributary.testing.HeldLocks;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was looked up is written down while somebody else works on the same rows. No deadlock comes of it, as both lock in
 * one order. There are so many rows that hardly any other order would happen to be the same.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LookupLocksTest {

    private static final int MANY = 20;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    Lookups lookups;

    @Inject
    OwnComments ownComments;

    @Inject
    Jdbi jdbi;

    @Inject
    MeterRegistry meters;

    private final List<String> names =
            Stream.generate(() -> UUID.randomUUID().toString()).limit(MANY).toList();
    private Shop shop;
    private Counter retries;

    @BeforeEach
    void peopleWriteCommentsOfWhichWeAreNotToldTheWords() {
        shop = Shop.open();
        // One by one: a batch would lay the rows down in the right order.
        names.forEach(it -> shop.arrive(wordlessComment(it)));
        retries = meters.counter("tributary.database.retries");
    }

    @Test
    void peopleWhoWereFoundAreLockedInTheOrderOfTheirIds() {
        var people = names.stream().map(LookupLocksTest::ana).toList();

        whileOthersLock("contact_identity", () -> lookups.peopleFound(shop.account(), people));

        assertThat(texts("SELECT display_name FROM contact_identity WHERE store_id = :store"))
                .hasSize(MANY)
                .containsOnly("Ana");
    }

    @Test
    void postsThatWereFoundAreLockedInTheOrderOfTheirIds() {
        var posts = names.stream()
                .map(it -> new Post(it, Post.Type.VIDEO, "Kettle", null, null, null))
                .toList();

        whileOthersLock("post", () -> lookups.postsFound(shop.account(), posts));

        assertThat(texts("SELECT caption FROM post WHERE store_id = :store"))
                .hasSize(MANY)
                .containsOnly("Kettle");
    }

    @Test
    void postsThatAreGivenBackAreLockedInTheOrderOfTheirIds() {
        whileOthersLock("post", () -> lookups.giveBackPosts(shop.account().id(), names));
    }

    @Test
    void conversationsAreLockedBeforeCommentsGetTheirWords() {
        var comments = names.stream()
                .map(it -> new Comment(it, it, null, ana(it), false, "nice", false, NOON))
                .toList();

        whileOthersLock(
                ids("conversation"),
                "conversation",
                ids("message"),
                "message",
                () -> lookups.commentsFound(shop.account(), comments));

        assertThat(texts("SELECT text FROM message WHERE store_id = :store"))
                .hasSize(MANY)
                .containsOnly("nice");
    }

    @Test
    void conversationsAreLockedBeforeCommentsTurnOutToBeOurOwn() {
        whileOthersLock(
                ids("conversation"),
                "conversation",
                ids("message"),
                "message",
                () -> ownComments.learned(shop.account(), names.get(0)));

        assertThat(texts("SELECT remote_id FROM message WHERE store_id = :store AND direction = 'OUTBOUND'"))
                .containsExactly(names.get(0));
    }

    /** They lock the first row, and all others as soon as we wait for them. */
    private void whileOthersLock(String table, Runnable ours) {
        var ids = ids(table);
        whileOthersLock(ids.subList(0, 1), table, ids.subList(1, ids.size()), table, ours);
    }

    private void whileOthersLock(
            List<UUID> first, String firstTable, List<UUID> then, String thenTable, Runnable ours) {
        var before = retries.count();

        QuarkusTransaction.requiringNew()
                .call(() -> {
                    HeldLocks.winDeadlocks();
                    lock(firstTable, first);
                    var begun = HeldLocks.waitsForUs(ours);
                    lock(thenTable, then);
                    return begun;
                })
                .join();

        assertThat(retries.count()).isEqualTo(before);
    }

    private void lock(String table, List<UUID> ids) {
        jdbi.useHandle(db -> db.createQuery("SELECT 1 FROM <table> WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE")
                .define("table", table)
                .bindArray("ids", UUID.class, ids)
                .mapTo(Integer.class)
                .list());
    }

    private List<UUID> ids(String table) {
        return jdbi.withHandle(db -> db.createQuery("SELECT id FROM <table> WHERE store_id = :store ORDER BY id")
                .define("table", table)
                .bind("store", shop.store().value())
                .mapTo(UUID.class)
                .list());
    }

    private List<String> texts(String sql) {
        return jdbi.withHandle(db -> db.createQuery(sql)
                .bind("store", shop.store().value())
                .mapTo(String.class)
                .list());
    }

    private InboundEvent wordlessComment(String name) {
        return new CommentSeen(shop.account().externalId(), name, name, null, Person.of(name, name), null, NOON);
    }

    private static Person ana(String name) {
        return new Person(name, name, "Ana", null, null);
    }
}
