package dev.tributary.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationView;
import dev.tributary.conversation.CustomerLanguages;
import dev.tributary.identity.AgentId;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConversationLanguagesTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ConversationLanguages languages;

    @Inject
    CustomerLanguages kept;

    @Inject
    ConversationService conversations;

    @Inject
    ConversationQueries queries;

    private final Shop shop = Shop.open();
    private final AgentId mina = shop.crowd(1).get(0);

    @Test
    void isToldFromWhatTheCustomerWroteAndShown() {
        var thai = shop.customerWrites("a" + shop.store(), "สวัสดีค่ะ สินค้าตัวนี้มีของไหมคะ");
        var shy = shop.customerWrites("b" + shop.store(), "ok");

        languages.learn(shop.store());

        assertThat(language(thai)).contains("th");
        assertThat(language(shy)).isEmpty();
        assertThat(told(thai)).isTrue();
    }

    @Test
    void isLookedForAgainOnlyWhenTheCustomerWroteMore() {
        var customer = "c" + shop.store();
        var shy = shop.customerWrites(customer, "hola");
        languages.learn(shop.store());
        assertThat(kept.unheard(shop.store(), 10)).isEmpty();

        shop.customerWrites(customer, "quiero devolver el producto porque llegó roto");
        assertThat(kept.unheard(shop.store(), 10)).hasSize(1).first().satisfies(it -> {
            assertThat(it.conversation()).isEqualTo(shy);
            assertThat(it.texts()).containsExactly("quiero devolver el producto porque llegó roto", "hola");
        });
        languages.learn(shop.store());

        assertThat(language(shy)).contains("es");
        // A thumb up says nothing against it.
        shop.customerWrites(customer, "👍");
        languages.learn(shop.store());
        assertThat(language(shy)).contains("es");
    }

    @Test
    void nobodysLanguageIsLookedForOnceSomebodyHasThem() {
        var taken = shop.customerWrites("d" + shop.store(), "shop ơi còn hàng không ạ");
        conversations.assign(taken, Optional.of(mina), mina);

        assertThat(kept.unheard(shop.store(), 10)).isEmpty();
    }

    @Test
    void inAThreadOfCommentsOnlyItsAuthorCounts() {
        shop.arrive(shop.comment(
                "author" + shop.store(), "comment" + shop.store(), "magkano po ang shipping fee papuntang cebu"));

        assertThat(kept.unheard(shop.store(), 10)).hasSize(1);
        languages.learn(shop.store());

        assertThat(language(shop.commentThread("comment" + shop.store()))).contains("tl");
    }

    @Test
    void aConversationThatSomebodyIsChangingIsLeftForTheNextTime() {
        var thai = shop.customerWrites("e" + shop.store(), "ขอคืนสินค้าได้ไหมครับ");

        QuarkusTransaction.requiringNew().run(() -> {
            jdbi.useHandle(db -> db.execute("SELECT 1 FROM conversation WHERE id = ? FOR NO KEY UPDATE", thai.value()));
            QuarkusTransaction.suspendingExisting().run(() -> languages.learn(shop.store()));
        });

        assertThat(language(thai)).isEmpty();
        languages.learn(shop.store());
        assertThat(language(thai)).contains("th");
    }

    private Optional<String> language(ConversationId conversation) {
        return queries.find(mina, conversation).map(ConversationView::language);
    }

    private boolean told(ConversationId conversation) {
        return jdbi.withHandle(db -> db.createQuery(
                                "SELECT count(*) FROM change WHERE type = 'conversation.changed' AND subject_id = :id")
                        .bind("id", conversation.value())
                        .mapTo(Integer.class)
                        .one())
                > 1;
    }
}
