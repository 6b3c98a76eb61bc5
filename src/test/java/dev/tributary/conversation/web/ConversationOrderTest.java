package dev.tributary.conversation.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The orders of the list, over pages of one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConversationOrderTest {

    private final Instant noon = Instant.now().minus(Duration.ofHours(3));

    @Inject
    Jdbi jdbi;

    private final Shop shop = Shop.open();
    private final Colleague mina = shop.agent();

    @Test
    void whoHasWaitedLongestForAnAnswerComesFirstAndThenWhoWaitsForNone() {
        wrote("impatient", 0, 60);
        wrote("patient", 30);
        wrote("answered", -60);
        wrote("answered before", -90);
        answered("answered");
        answered("answered before");

        assertThat(inOrder("waiting")).containsExactly("impatient", "patient", "answered before", "answered");
    }

    @Test
    void whoseWindowClosesFirstComesFirst() {
        wrote("impatient", 0, 60);
        wrote("patient", 30);

        assertThat(inOrder("window")).containsExactly("patient", "impatient");
    }

    @Test
    void whoSaidSomethingLastComesFirst() {
        wrote("impatient", 0, 60);
        wrote("patient", 30);

        assertThat(inOrder("activity")).containsExactly("impatient", "patient");
    }

    private void wrote(String customer, int... minutes) {
        for (var it : minutes) {
            shop.arrive(shop.message(customer, "hello", noon.plus(Duration.ofMinutes(it))));
        }
    }

    private void answered(String customer) {
        jdbi.useHandle(db -> db.execute(
                "UPDATE conversation SET waiting_since = NULL WHERE id = ?",
                shop.conversation(customer).value()));
    }

    private List<String> inOrder(String sort) {
        var found = new ArrayList<String>();
        var first = "/api/conversations?limit=1&sort=" + sort;
        for (var page = first; page != null; ) {
            var answer =
                    mina.browser().get(page).then().statusCode(200).extract().jsonPath();
            found.addAll(answer.getList("items.contact.handle"));
            var next = answer.getString("next");
            page = next == null ? null : first + "&after=" + next;
        }
        return found;
    }
}
