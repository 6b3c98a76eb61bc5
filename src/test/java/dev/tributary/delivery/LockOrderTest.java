package dev.tributary.delivery;

import static dev.tributary.connector.SendOutcome.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.Given;
import dev.tributary.testing.HeldLocks;
import dev.tributary.testing.TestDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The platform told of our reply in another conversation, in other words. The answer makes the two one bubble while
 * somebody else works on both conversations.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class LockOrderTest {

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    Jdbi jdbi;

    @Inject
    MeterRegistry meters;

    private final String remoteId = "out-" + UUID.randomUUID();
    private DirectMessages lower;
    private DirectMessages higher;
    private Counter retries;

    @BeforeEach
    void twoCustomersOfOneAccount() {
        var one = replies.aCustomer();
        var other = Given.aCustomerOf(one.account());
        var sorted = jdbi.withHandle(db -> db.createQuery(
                                "SELECT id FROM conversation WHERE id IN (:one, :other) ORDER BY id LIMIT 1")
                        .bind("one", one.id().value())
                        .bind("other", other.id().value())
                        .mapTo(UUID.class)
                        .one())
                .equals(one.id().value());
        lower = sorted ? one : other;
        higher = sorted ? other : one;
        retries = meters.counter("tributary.database.retries");
    }

    @Test
    @Tag("F61")
    void theAnswerLocksConversationsInTheOrderOfEverybody() {
        var before = retries.count();

        var reply = answeredWhileLocking(higher, lower, lower, higher);

        thenOneBubble(reply, higher, lower);
        assertThat(retries.count()).isEqualTo(before);
    }

    @Test
    @Tag("F61")
    void anAnswerThatLosesADeadlockIsWrittenDownAllTheSame() {
        var before = retries.count();

        var reply = answeredWhileLocking(lower, higher, higher, lower);

        thenOneBubble(reply, lower, higher);
        // Who has just lost may lock again before the one who waited does, and then loses a second time.
        assertThat(retries.count()).isGreaterThan(before);
    }

    /** Somebody holds the first of two conversations, and locks the second when the answer is being written down. */
    private MessageId answeredWhileLocking(
            DirectMessages replied, DirectMessages echoed, DirectMessages first, DirectMessages second) {
        var told = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        platform.answers(replied.account().ref(), it -> {
            echoed.echo(remoteId, "TOMORROW!");
            told.countDown();
            await(held);
            return accepted(remoteId, null);
        });
        var reply = replies.reply(replied, "tomorrow");
        await(told);
        QuarkusTransaction.requiringNew()
                .run(() -> jdbi.useHandle(db -> {
                    HeldLocks.winDeadlocks();
                    lock(db, first);
                    held.countDown();
                    HeldLocks.untilSomebodyWaitsForUs();
                    lock(db, second);
                }));
        return reply;
    }

    private void thenOneBubble(MessageId reply, DirectMessages replied, DirectMessages echoed) {
        replies.becomes(reply, MessageStatus.SENT);
        assertThat(replies.message(reply).remoteId()).isEqualTo(remoteId);
        assertThat(replies.bubbles(replied)).hasSize(1);
        assertThat(replies.bubbles(echoed)).isEmpty();
    }

    private static void lock(Handle db, DirectMessages thread) {
        db.execute(
                "SELECT 1 FROM conversation WHERE account_id = ? AND external_id = ? FOR NO KEY UPDATE",
                thread.account().id().value(),
                thread.externalId());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
