package dev.tributary.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.HeldLocks;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A webhook does not say that a comment is the shop's own; whenever that is learned, it is known of every comment. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@Tag("F52")
class OwnCommentsTest {

    @Inject
    OwnComments ownComments;

    @Inject
    Jdbi jdbi;

    private Shop shop;
    private final String author = "author-" + UUID.randomUUID();
    private final String comment = "comment-" + UUID.randomUUID();

    @BeforeEach
    void openAShop() {
        shop = Shop.open();
    }

    @Test
    void whatCameBeforeBecomesTheShopsOwn() {
        shop.arrive(shop.comment(author, comment, "Thank you!"));
        assertThat(direction()).isEqualTo(Direction.INBOUND);

        ownComments.learned(shop.account(), author);

        assertThat(direction()).isEqualTo(Direction.OUTBOUND);
    }

    @Test
    void whatWasReadBeforeAndIsAppliedAfterwardsIsTheShopsOwn() {
        ownComments.learned(shop.account(), author);

        shop.arrive(shop.comment(author, comment, "Thank you!")); // by an account that does not know it yet

        assertThat(direction()).isEqualTo(Direction.OUTBOUND);
    }

    @Test
    void whatIsBeingAppliedMeanwhileBecomesTheShopsOwn() {
        var learning = QuarkusTransaction.requiringNew().call(() -> {
            shop.arrive(shop.comment(author, comment, "Thank you!"));
            return HeldLocks.waitsForUs(() -> ownComments.learned(shop.account(), author));
        });
        learning.join();

        assertThat(direction()).isEqualTo(Direction.OUTBOUND);
    }

    private Direction direction() {
        return jdbi.withHandle(db -> db.createQuery("SELECT direction FROM message WHERE remote_id = ?")
                .bind(0, comment)
                .mapTo(Direction.class)
                .one());
    }
}
