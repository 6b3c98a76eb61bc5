package dev.tributary.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.connector.Signal;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.identity.AgentId;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.Given;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers see of agents besides words. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class SignalsTest {

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    Signals signals;

    @Inject
    ConversationService conversations;

    private DirectMessages customer;
    private AgentId mina;

    @BeforeEach
    void aCustomerOfAStoreThatShowsEverything() {
        customer = replies.aCustomer();
        mina = Given.anAgentOf(customer.account().store());
        storeSays("show_typing = true, show_read = true");
    }

    @Test
    void aCustomerSeesThatSomebodyTypes() {
        Colleague.agentOf(customer.account().store().value())
                .browser()
                .post("/api/conversations/" + customer.id().value() + "/typing")
                .then()
                .statusCode(204);

        await().atMost(Duration.ofSeconds(5)).until(() -> shown().equals(List.of(Signal.TYPING)));
    }

    @Test
    void notEveryKeyIsTold() {
        var id = customer.id();
        for (int i = 0; i < 5; i++) {
            signals.typing(id);
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> !shown().isEmpty());
        signals.show(id, Signal.READ);
        assertThat(shown()).containsExactly(Signal.TYPING, Signal.READ);
    }

    @Test
    void aCustomerSeesThatWhoeverLooksAfterThemHasRead() {
        conversations.assign(customer.id(), Optional.of(mina), mina);

        conversations.seen(customer.id(), mina, 1);

        await().atMost(Duration.ofSeconds(5)).until(() -> shown().equals(List.of(Signal.READ)));
    }

    @Test
    void whoeverLooksOverAShoulderHasReadNothing() {
        conversations.assign(customer.id(), Optional.of(mina), mina);

        conversations.seen(customer.id(), Given.anAgentOf(customer.account().store()), 1);
        conversations.seen(customer.id(), mina, 0);

        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(2)).until(() -> shown().isEmpty());
    }

    @Test
    void aStoreThatDoesNotWantItShowsNothing() {
        storeSays("show_typing = false, show_read = true");
        signals.show(customer.id(), Signal.TYPING);
        storeSays("show_typing = true, show_read = false");
        signals.show(customer.id(), Signal.READ);

        assertThat(shown()).isEmpty();
    }

    @Test
    void whereNothingCanBeAnsweredNothingIsShown() {
        replies.change(
                "UPDATE conversation SET last_inbound_at = now() - interval '49 h' WHERE id = ?",
                customer.id().value());

        signals.show(customer.id(), Signal.TYPING);
        signals.show(customer.id(), Signal.READ);

        assertThat(shown()).isEmpty();
    }

    @Test
    void anAccountWhoseSignalsAreRefusedIsLeftAloneWithThemButAnswersAsEver() {
        platform.refusesSignals(customer.externalId());
        signals.show(customer.id(), Signal.TYPING);
        signals.show(customer.id(), Signal.READ);

        assertThat(shown()).containsExactly(Signal.TYPING);
        replies.becomes(replies.reply(customer, "tomorrow"), MessageStatus.SENT);
    }

    private List<Signal> shown() {
        return platform.signals(customer.externalId());
    }

    private void storeSays(String what) {
        replies.change(
                "UPDATE store SET " + what + " WHERE id = ?",
                customer.account().store().value());
    }
}
