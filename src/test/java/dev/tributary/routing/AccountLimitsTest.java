package dev.tributary.routing;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.identity.AgentId;
import dev.tributary.store.AccountId;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What an agent has of an account is counted right, whatever happens while somebody sets a limit. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccountLimitsTest {

    @Inject
    Jdbi jdbi;

    @Inject
    AgentKnowledge knowledge;

    @Inject
    ConversationService conversations;

    @Inject
    OpenWork openWork;

    private final Shop shop = Shop.open();
    private final AgentId mina = shop.crowd(1).get(0);

    @Test
    void whatComesAndGoesIsCounted() {
        var three = shop.customersWrite(3);
        give(three.get(0), mina);
        limit(mina, 5);
        assertThat(counted(mina)).isEqualTo(1);

        give(three.get(1), mina);
        give(three.get(2), mina);
        assertThat(counted(mina)).isEqualTo(3);

        conversations.setStatus(three.get(0), ConversationStatus.RESOLVED, null, mina);
        conversations.setStatus(three.get(1), ConversationStatus.SNOOZED, null, mina);
        assertThat(counted(mina)).isEqualTo(1);

        conversations.setStatus(three.get(1), ConversationStatus.OPEN, null, mina);
        conversations.assign(three.get(2), Optional.empty(), mina);
        assertThat(counted(mina)).isEqualTo(1);
        assertThat(openWork.recount()).doesNotContainKey(mina);
    }

    @Test
    void anotherLimitLeavesTheCountAlone() {
        give(shop.customersWrite(1).get(0), mina);
        limit(mina, 5);

        limit(mina, 0);

        assertThat(counted(mina)).isEqualTo(1);
    }

    @Test
    void whatIsCountedWronglyIsRepairedAndReported() {
        give(shop.customersWrite(1).get(0), mina);
        limit(mina, 5);
        jdbi.useHandle(
                db -> db.execute("UPDATE agent_account_limit SET open_count = 4 WHERE agent_id = ?", mina.value()));

        assertThat(openWork.recount()).containsKey(mina);
        assertThat(counted(mina)).isEqualTo(1);
        assertThat(openWork.recount()).doesNotContainKey(mina);
    }

    @Test
    void nothingIsMissedWhileSomebodySetsAndLiftsLimits() throws Exception {
        var agents = Stream.concat(Stream.of(mina), shop.crowd(2).stream()).toList();
        var waiting = shop.customersWrite(12);
        var done = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(5);
        try {
            var workers = new ArrayList<Callable<Void>>();
            for (var worker = 0; worker < 3; worker++) {
                workers.add(() -> {
                    for (var turn = 0; turn < 60; turn++) {
                        shuffle(anyOf(waiting), anyOf(agents));
                    }
                    return null;
                });
            }
            var setting = threads.submit(() -> {
                while (!done.get()) {
                    var agent = anyOf(agents);
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        limit(agent, ThreadLocalRandom.current().nextInt(5));
                    } else {
                        knowledge.set(agent, agent, Set.of(), Set.of(), Map.of(), Set.of(shop.store()));
                    }
                }
                return null;
            });
            for (var it : threads.invokeAll(workers)) {
                it.get();
            }
            done.set(true);
            setting.get();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }

        assertThat(openWork.recount()).doesNotContainKeys(agents.toArray(AgentId[]::new));
        agents.forEach(it -> limit(it, 9));
        var truth = agents.stream().collect(toMap(it -> it, this::open));
        assertThat(agents.stream().collect(toMap(it -> it, this::counted))).isEqualTo(truth);
    }

    private void shuffle(ConversationId conversation, AgentId agent) {
        switch (ThreadLocalRandom.current().nextInt(4)) {
            case 0 -> conversations.assign(conversation, Optional.empty(), agent);
            case 1 -> conversations.setStatus(conversation, ConversationStatus.RESOLVED, null, agent);
            case 2 -> conversations.setStatus(conversation, ConversationStatus.OPEN, null, agent);
            default -> give(conversation, agent);
        }
    }

    private static <T> T anyOf(List<T> all) {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    private void give(ConversationId conversation, AgentId agent) {
        conversations.assign(conversation, Optional.of(agent), agent);
    }

    private void limit(AgentId agent, int most) {
        AccountId account = shop.account().id();
        knowledge.set(agent, agent, Set.of(), Set.of(), Map.of(account, most), Set.of(shop.store()));
    }

    private int counted(AgentId agent) {
        return number("SELECT open_count FROM agent_account_limit WHERE agent_id = :agent", agent.value());
    }

    private int open(AgentId agent) {
        return number(
                "SELECT count(*) FROM conversation WHERE assignee_id = :agent AND status = 'OPEN'", agent.value());
    }

    private int number(String sql, UUID agent) {
        return jdbi.withHandle(db ->
                db.createQuery(sql).bind("agent", agent).mapTo(Integer.class).one());
    }
}
