package dev.tributary.delivery;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.conversation.MessageId;
import dev.tributary.store.AccountId;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.Given;
import dev.tributary.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits when nobody may call, and who goes first after. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class TurnsTest {

    @Inject
    ReplyTester replies;

    @Inject
    DeliveryRows rows;

    @Inject
    Clock clock;

    @AfterEach
    void nothingHappened() {
        QuarkusTransaction.rollback();
    }

    @Test
    void anAccountWithALongLineDoesNotStarveTheOthers() {
        var greedy = Given.anAccountOf(Given.aStore());
        var customers = new ArrayList<>(customersOf(greedy, 20));
        Stream.generate(() -> Given.anAccountOf(greedy.store()))
                .limit(4)
                .forEach(it -> customers.addAll(customersOf(it, 4)));
        whatNobodyElseSees();
        customers.forEach(this::reply);

        var claimed = new ArrayList<AccountId>();
        for (int i = 0; i < 20; i++) {
            claimed.addAll(claimAndEnd());
        }

        assertThat(claimed.stream().collect(groupingBy(it -> it, counting())).values())
                .as("20 calls of 5 accounts")
                .containsOnly(4L);
    }

    @Test
    void whatNobodyElseAsksForOneAccountGets() {
        var only = Given.anAccountOf(Given.aStore());
        var customers = customersOf(only, 4);
        whatNobodyElseSees();
        customers.forEach(this::reply);

        assertThat(rows.claim(10, 3, 1))
                .extracting(Claim::account)
                .containsOnly(only.id())
                .hasSize(3);
    }

    @Test
    void whoAsksForLessThanItsShareGetsAllOfItAtOnce() {
        var greedy = Given.anAccountOf(Given.aStore());
        var modest = Given.anAccountOf(greedy.store());
        var many = customersOf(greedy, 20);
        var few = customersOf(modest, 3);
        whatNobodyElseSees();
        many.forEach(this::reply);
        assertThat(claimAndEnd()).containsExactly(greedy.id());

        for (var customer : few) {
            reply(customer);
            assertThat(claimAndEnd()).containsExactly(modest.id());
            assertThat(claimAndEnd()).containsExactly(greedy.id());
        }
    }

    @Test
    void aReplyThatWaitsSaysHowLong() {
        var customers = customersOf(Given.anAccountOf(Given.aStore()), 2);
        whatNobodyElseSees();
        var first = reply(customers.get(0));
        replies.change("UPDATE delivery SET due_at = now() + interval '5 min' WHERE message_id = ?", first.value());
        var second = reply(customers.get(1));

        assertThat(replies.message(first).waitsUntil())
                .isBetween(clock.instant().plusSeconds(280), clock.instant().plusSeconds(310));
        assertThat(replies.message(second).waitsUntil()).isNull();
    }

    @Test
    void whatStandsFarBackInTheLineIsToldWhenItProbablyLeaves() {
        var customers = customersOf(Given.anAccountOf(Given.aStore()), 8);
        whatNobodyElseSees();
        var line = customers.stream().map(this::reply).toList();

        var told = rows.expect(0.5, false, Duration.ofSeconds(5));

        assertThat(told).containsExactlyInAnyOrderElementsOf(line.subList(2, 8));
        assertThat(replies.message(line.get(7)).waitsUntil())
                .isBetween(clock.instant().plusSeconds(5), clock.instant().plusSeconds(20));
        assertThat(rows.expect(0.5, false, Duration.ofSeconds(5))).isEmpty();
    }

    private static List<DirectMessages> customersOf(BoundAccount account, int count) {
        return Stream.generate(() -> Given.aCustomerOf(account)).limit(count).toList();
    }

    private MessageId reply(DirectMessages customer) {
        return replies.reply(customer, "word " + UUID.randomUUID());
    }

    private List<AccountId> claimAndEnd() {
        var claims = rows.claim(1, 1, 0);
        claims.forEach(it -> rows.remove(it.message()));
        return claims.stream().map(Claim::account).toList();
    }

    /** From here on the server, which would claim it, sees nothing of what the test does. */
    private void whatNobodyElseSees() {
        QuarkusTransaction.begin();
        replies.change("DELETE FROM delivery");
    }
}
