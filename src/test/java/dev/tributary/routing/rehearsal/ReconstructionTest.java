package dev.tributary.routing.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.rehearsal.Reconstruction.Facts;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconstructionTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final AgentId MINA = new AgentId(new UUID(1, 1));
    private static final AgentId JO = new AgentId(new UUID(1, 2));

    private final Reconstruction thread = new Reconstruction(facts(null), MIDNIGHT, false);

    private static Facts facts(@Nullable AgentId assignee) {
        return new Facts(
                new ConversationId(new UUID(2, 1)),
                new UUID(3, 1),
                new AccountId(new UUID(4, 1)),
                Surface.DM,
                Set.of("VIP"),
                "th",
                assignee,
                MIDNIGHT.minus(Duration.ofDays(20)));
    }

    private static Instant minute(int count) {
        return MIDNIGHT.plusSeconds(60L * count);
    }

    @Test
    void aConversationNeedsSomebodyFromTheFirstWordUntilItIsDone() {
        thread.customerWrote(minute(1));
        thread.assigned(minute(2), MINA);
        thread.customerWrote(minute(3));
        thread.agentWrote(minute(5));
        thread.agentWrote(minute(6));
        thread.done(minute(12));
        thread.end();

        assertThat(thread.demand()).singleElement().satisfies(it -> {
            assertThat(it.opensAt()).isEqualTo(minute(1));
            assertThat(it.words()).containsExactly(minute(1), minute(3));
            assertThat(it.replyTakes()).isEqualTo(Duration.ofMinutes(3));
            assertThat(it.handling()).isEqualTo(Duration.ofMinutes(10));
            assertThat(it.labels()).containsExactly("VIP");
        });
        assertThat(thread.held()).isEmpty();
    }

    @Test
    void whoWritesAfterItWasDoneNeedsSomebodyAnew() {
        thread.customerWrote(minute(1));
        thread.assigned(minute(2), MINA);
        thread.done(minute(3));
        thread.customerWrote(minute(60));
        thread.end();

        assertThat(thread.demand()).extracting(Demand::opensAt).containsExactly(minute(1), minute(60));
        assertThat(thread.demand().get(1).handling()).isNull();
    }

    @Test
    void passingItOnDoesNotBeginAnew() {
        thread.customerWrote(minute(1));
        thread.assigned(minute(2), MINA);
        thread.assigned(minute(3), null);
        thread.assigned(minute(4), JO);
        thread.done(minute(12));

        assertThat(thread.demand())
                .singleElement()
                .satisfies(it -> assertThat(it.handling()).isEqualTo(Duration.ofMinutes(10)));
    }

    @Test
    void aWordOfOursBeforeAnybodyHadItIsNoReplyOfTheirs() {
        thread.customerWrote(minute(1));
        thread.agentWrote(minute(2));
        thread.assigned(minute(3), MINA);
        thread.end();

        assertThat(thread.demand().get(0).replyTakes()).isNull();
    }

    @Test
    void whatSomebodyHadWhenThePeriodBeganIsHeldUntilItIsDone() {
        thread.customerWrote(minute(-30));
        thread.assigned(minute(-20), MINA);
        thread.done(minute(5));
        thread.end();

        assertThat(thread.demand()).isEmpty();
        assertThat(thread.held()).singleElement().satisfies(it -> {
            assertThat(it.agent()).isEqualTo(MINA);
            assertThat(it.until()).isEqualTo(minute(5));
        });
    }

    @Test
    void whatWaitedWhenThePeriodBeganWaitsStill() {
        thread.customerWrote(minute(-30));
        thread.assigned(minute(10), MINA);
        thread.done(minute(15));
        thread.end();

        assertThat(thread.demand()).extracting(Demand::opensAt).containsExactly(minute(-30));
    }

    @Test
    void whatWasDoneBeforeIsOfNoInterest() {
        thread.customerWrote(minute(-30));
        thread.assigned(minute(-20), MINA);
        thread.done(minute(-10));
        thread.end();

        assertThat(thread.demand()).isEmpty();
        assertThat(thread.held()).isEmpty();
    }

    @Test
    void whatNobodyTouchedForLongIsWithWhoeverHasItToday() {
        var untouched = new Reconstruction(facts(MINA), MIDNIGHT, true);
        untouched.end();

        assertThat(untouched.held()).singleElement().satisfies(it -> {
            assertThat(it.agent()).isEqualTo(MINA);
            assertThat(it.until()).isNull();
        });
    }
}
