package dev.tributary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.FakeConnector;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.Listed;
import dev.tributary.connector.ListedConversation;
import dev.tributary.connector.Person;
import dev.tributary.connector.Platform;
import dev.tributary.connector.Post;
import dev.tributary.store.AccountId;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.StoreId;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists that end badly, and what is said of what they leave out. */
class ReadingBackTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final BoundAccount ACCOUNT = new BoundAccount(
            new AccountId(UUID.randomUUID()),
            new StoreId(UUID.randomUUID()),
            Platform.TIKTOK_BUSINESS,
            "-000ours",
            "kettle",
            null,
            null);

    private final ReconciliationConfig config = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(ReconciliationConfig.class)
            .build()
            .getConfigMapping(ReconciliationConfig.class);
    private final Found found = new Found();
    private final List<String> asked = new ArrayList<>();

    private static final class Found implements ReadingBack.Sink {

        private int unknown;
        private int conversationsCut;
        private int listsCut;

        @Override
        public int apply(BoundAccount account, Collection<? extends InboundEvent> events) {
            return Math.min(unknown, events.size());
        }

        @Override
        public BoundAccount signsAs(BoundAccount account, String author) {
            return account;
        }

        @Override
        public void conversationCut(BoundAccount account) {
            conversationsCut++;
        }

        @Override
        public void listCut(BoundAccount account) {
            listsCut++;
        }
    }

    /** Two conversations on every page, of twenty messages each, and a page that leads back to the first. */
    private class Circle extends FakeConnector {

        @Override
        public Listed<ListedConversation> conversations(
                AccountRef account, Credentials credentials, @Nullable String page) {
            asked.add("page " + page);
            return new Listed<>(
                    List.of(new ListedConversation("+a/b=", NOON), new ListedConversation("c", NOON)),
                    "1".equals(page) ? "2" : "1");
        }

        @Override
        public Listed<Post> newestPosts(AccountRef account, Credentials credentials, @Nullable String page) {
            return new Listed<>(List.of(), null);
        }

        @Override
        public List<InboundEvent> messages(AccountRef account, Credentials credentials, String conversation) {
            asked.add(conversation);
            return IntStream.range(0, 20)
                    .<InboundEvent>mapToObj(it -> new MessageSeen(
                            account.externalId(),
                            conversation,
                            conversation + it,
                            Direction.INBOUND,
                            Person.of("kari", null),
                            Content.text("hello"),
                            null,
                            Source.APP,
                            NOON.plusSeconds(it)))
                    .toList();
        }
    }

    private void read(@Nullable Instant completeUntil) throws ConnectorException {
        var connector = new Circle();
        var reading = new ReadingBack(ACCOUNT, connector, found, config, completeUntil, null);
        for (var step = reading.next(); step != null; step = reading.next()) {
            step.take(connector, new Credentials("t"));
            reading.done(step);
            assertThat(asked).hasSizeLessThan(100);
        }
    }

    @Test
    @Tag("F90")
    void aListThatGoesRoundInCirclesEndsAndNothingIsReadTwice() throws ConnectorException {
        read(null);

        assertThat(asked).containsExactlyInAnyOrder("page null", "page 1", "page 2", "+a/b=", "c");
    }

    @Test
    void fullListsAreCutWhereSomethingWasLostAndNothingBeforeIsKnown() throws ConnectorException {
        found.unknown = 1;
        read(null);
        assertThat(found.conversationsCut).isEqualTo(2);
        assertThat(found.listsCut).as("it went round in circles").isEqualTo(1);
    }

    @Test
    void fullListsThatReachBackToWhatIsKnownAreNotCut() throws ConnectorException {
        found.unknown = 1;
        read(NOON.plus(Duration.ofHours(1)));
        assertThat(found.conversationsCut).isZero();
        assertThat(found.listsCut).isZero();
    }

    @Test
    void whereNothingWasLostNothingIsCut() throws ConnectorException {
        read(null);
        assertThat(found.conversationsCut).isZero();
        assertThat(found.listsCut).isZero();
    }
}
