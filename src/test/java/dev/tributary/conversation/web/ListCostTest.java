package dev.tributary.conversation.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.Person;
import dev.tributary.conversation.Arrival;
import dev.tributary.conversation.ConversationIngest;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page costs as many statements as it costs, whatever is on it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ListCostTest {

    @Inject
    ConversationIngest conversations;

    @Inject
    Jdbi jdbi;

    private final WebhookShop shop = WebhookShop.open();
    private final Colleague agent = Colleague.agentOf(shop.store());
    private final List<Executed> executed = Collections.synchronizedList(new ArrayList<>());

    private record Executed(String thread, String sql) {}

    @BeforeEach
    void listen() {
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                executed.add(new Executed(Thread.currentThread().getName(), context.getRawSql()));
            }
        });
    }

    @AfterEach
    void stopListening() {
        jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    }

    @Test
    void aListOfAHundredConversationsCostsAsManyStatementsAsAListOfOne() {
        arrive(0, 1, it -> "c" + it);
        var one = cost("/api/conversations?limit=100&store=" + shop.store(), 1);

        arrive(1, 100, it -> "c" + it);

        assertThat(cost("/api/conversations?limit=100&store=" + shop.store(), 100))
                .isEqualTo(one);
    }

    @Test
    void aThreadOfAHundredMessagesCostsAsManyStatementsAsAThreadOfOne() {
        arrive(0, 1, it -> "c");
        var thread = "/api/conversations/"
                + agent.browser().get("/api/conversations").path("items[0].id") + "/messages?limit=100";
        var one = cost(thread, 1);

        arrive(1, 100, it -> "c");

        assertThat(cost(thread, 100)).isEqualTo(one);
    }

    private void arrive(int from, int to, java.util.function.IntFunction<String> conversation) {
        var arrivals = IntStream.range(from, to)
                .mapToObj(it -> new Arrival(
                        new MessageSeen(
                                shop.openId(),
                                conversation.apply(it),
                                "m" + it,
                                Direction.INBOUND,
                                Person.of("person" + it, "person" + it),
                                Content.text("hello"),
                                null,
                                Source.APP,
                                Instant.EPOCH.plusSeconds(it)),
                        shop.bound(null),
                        Instant.EPOCH))
                .toList();
        QuarkusTransaction.requiringNew().run(() -> conversations.apply(arrivals));
    }

    /** The least of a few tries: other work of the server may fall on the same thread. */
    private long cost(String path, int items) {
        return IntStream.range(0, 5)
                .mapToLong(it -> costOnce(path, items))
                .min()
                .orElseThrow();
    }

    private long costOnce(String path, int items) {
        executed.clear();
        agent.browser().get(path).then().statusCode(200).body("items.size()", org.hamcrest.Matchers.is(items));
        var during = List.copyOf(executed);
        var request = during.stream()
                .filter(it -> it.sql().contains("LIMIT :limit"))
                .filter(it -> it.sql().contains("FROM message m") || it.sql().contains("FROM conversation c"))
                .findFirst()
                .orElseThrow();
        return during.stream()
                .filter(it -> it.thread().equals(request.thread()))
                .count();
    }
}
