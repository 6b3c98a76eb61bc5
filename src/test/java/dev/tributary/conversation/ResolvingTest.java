package dev.tributary.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A customer who writes just when somebody is done with them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ResolvingTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ConversationService conversations;

    private final Shop shop = Shop.open();
    private final Colleague mina = shop.agent();
    private final ConversationId conversation = shop.customerWrites("ana", "Is the pan back?");

    @RepeatedTest(10)
    @Tag("F99")
    void whoeverComesFirstItIsOpenAndBothAreTold() throws Exception {
        var together = new CyclicBarrier(2);
        Callable<Void> resolve = () -> {
            together.await();
            conversations.setStatus(conversation, ConversationStatus.RESOLVED, null, mina.id(), 1);
            return null;
        };
        Callable<Void> write = () -> {
            together.await();
            shop.arrive(shop.message("ana", "And the lid?", Instant.now()));
            return null;
        };
        var both = Executors.newFixedThreadPool(2);
        try {
            for (var it : both.invokeAll(List.of(resolve, write))) {
                it.get();
            }
        } finally {
            both.shutdown();
        }

        assertThat(status()).isEqualTo("OPEN");
        assertThat(said()).contains("And the lid?", "RESOLVED");
    }

    @Test
    void whatWasNotSeenOpensItAgainAndTheThreadSaysSo() {
        shop.customerWrites("ana", "And the lid?");

        resolve(1).statusCode(200);

        assertThat(status()).isEqualTo("OPEN");
        assertThat(said()).contains("RESOLVED", "OPEN");
    }

    @Test
    void whoHasSeenEverythingIsDone() {
        shop.customerWrites("ana", "And the lid?");

        resolve(2).statusCode(200);

        assertThat(status()).isEqualTo("RESOLVED");
    }

    @Test
    void whatAColleagueResolvedStaysResolved() {
        shop.customerWrites("ana", "And the lid?");
        resolve(2).statusCode(200);

        resolve(1).statusCode(200);

        assertThat(status()).isEqualTo("RESOLVED");
    }

    private ValidatableResponse resolve(int seen) {
        return mina.browser()
                .body(Map.of("status", "RESOLVED", "inboundCount", seen))
                .put("/api/conversations/" + conversation + "/status")
                .then();
    }

    private String status() {
        return jdbi.withHandle(db -> db.createQuery("SELECT status FROM conversation WHERE id = :id")
                .bind("id", conversation.value())
                .mapTo(String.class)
                .one());
    }

    /** Words, and the states that the thread says it came to. */
    private List<String> said() {
        var thread = mina.browser()
                .get("/api/conversations/" + conversation + "/messages")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var said = new ArrayList<String>(thread.getList("items.text"));
        said.addAll(thread.getList("items.system.status"));
        return said;
    }
}
