package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private SimulatedShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new SimulatedShop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void behave(String json) {
        assertThat(shop.wire.control("PATCH", "webhooks", json).has("error")).isFalse();
    }

    private void arrived(int count) {
        await().until(() -> shop.hook.received().size() >= count);
    }

    private void settled() {
        await().until(() -> shop.simulator.deliveries().stream().noneMatch(it -> it.state() == Delivery.State.PENDING));
    }

    private List<String> texts() {
        return shop.hook.received().stream()
                .map(it -> it.content().at("/text/body").asText())
                .toList();
    }

    @Test
    void anEventIsSignedOverItsBytesAndItsContentIsText() {
        shop.customerWrites("价格？ \"now\"");
        arrived(1);

        var received = shop.hook.received().get(0);
        var t = Long.parseLong(received.signature().replaceAll("t=(\\d+),s=.*", "$1"));
        assertThat(received.signature()).isEqualTo(Signatures.header(SimulatorOptions.APP_SECRET, t, received.body()));
        assertThat(received.envelope().path("content").isTextual()).isTrue();
        assertThat(received.envelope().path("client_key").asText()).isEqualTo(SimulatorOptions.APP_ID);
        assertThat(received.envelope().path("user_openid").asText()).isEqualTo(shop.account.openId());
        var content = received.content();
        assertThat(content.at("/text/body").asText()).isEqualTo("价格？ \"now\"");
        assertThat(content.path("type").asText()).isEqualTo("text");
        assertThat(content.at("/from_user/role").asText()).isEqualTo("personal_account");
        assertThat(content.path("unique_identifier").asText())
                .hasSize(64)
                .contains("+")
                .contains("/");
        assertThat(received.envelope().path("create_time").asLong())
                .isEqualTo(content.path("timestamp").asLong() / 1_000);
    }

    @Test
    void eventsOfAnAccountArriveInOrder() {
        for (var i = 0; i < 30; i++) {
            shop.customerWrites("m" + i);
        }
        arrived(30);

        assertThat(texts()).startsWith("m0", "m1", "m2").endsWith("m28", "m29");
    }

    @Test
    void aRefusedEventComesAgainWithLongerAndLongerPausesAndIsSignedAnew() {
        behave("{\"firstRetryMillis\":60000}");
        shop.hook.failuresLeft.set(2);
        shop.customerWrites("hi");
        arrived(1);
        await().until(() -> shop.simulator.deliveries().get(0).attempts() == 1);

        shop.simulator.clock().advance(Duration.ofSeconds(61));
        arrived(2);
        await().until(() -> shop.simulator.deliveries().get(0).attempts() == 2);
        shop.simulator.clock().advance(Duration.ofSeconds(61));
        assertThat(shop.simulator.deliveries().get(0).attempts()).isEqualTo(2);
        shop.simulator.clock().advance(Duration.ofSeconds(60));
        settled();

        assertThat(shop.hook.received()).hasSize(3);
        assertThat(shop.hook.received().get(0).body())
                .isEqualTo(shop.hook.received().get(2).body());
        assertThat(shop.hook.received().get(0).signature())
                .isNotEqualTo(shop.hook.received().get(2).signature());
        assertThat(shop.simulator.deliveries().get(0).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void aRetryCanKeepItsFirstSignature() {
        behave("{\"firstRetryMillis\":60000,\"freshTimestampOnRetry\":false}");
        shop.hook.failuresLeft.set(1);
        shop.customerWrites("hi");
        await().until(() -> shop.simulator.deliveries().get(0).attempts() == 1);
        shop.simulator.clock().advance(Duration.ofSeconds(61));
        arrived(2);

        assertThat(shop.hook.received().get(0).signature())
                .isEqualTo(shop.hook.received().get(1).signature());
    }

    @Test
    void afterSeventyTwoHoursAnEventIsGivenUp() {
        behave("{\"firstRetryMillis\":1000}");
        shop.hook.failuresLeft.set(1_000);
        shop.customerWrites("hi");
        await().until(() -> {
            shop.simulator.clock().advance(Duration.ofHours(3));
            return shop.simulator.deliveries().get(0).state() == Delivery.State.GIVEN_UP;
        });

        assertThat(shop.simulator.deliveries().get(0).lastStatus()).isEqualTo(503);
        assertThat(shop.simulator.deliveries().get(0).attempts()).isGreaterThan(8);
    }

    @Test
    void copiesAreTheSameEventByteForByte() {
        behave("{\"copies\":4}");
        shop.customerWrites("hi");
        arrived(4);

        assertThat(shop.hook.received().stream().map(Hook.Received::text).distinct())
                .hasSize(1);
    }

    @Test
    void reorderedEventsArriveInReverse() {
        behave("{\"reorder\":3}");
        shop.customerWrites("a");
        shop.customerWrites("b");
        assertThat(shop.hook.received()).isEmpty();
        shop.customerWrites("c");
        arrived(3);

        assertThat(texts()).containsExactly("c", "b", "a");
    }

    @Test
    void delayedDroppedAndPausedEventsStayAway() {
        behave("{\"dropPercent\":100}");
        shop.customerWrites("lost");
        assertThat(shop.simulator.deliveries().get(0).state()).isEqualTo(Delivery.State.DROPPED);

        behave("{\"dropPercent\":0,\"delayMillis\":3600000}");
        shop.customerWrites("late");
        behave("{\"delayMillis\":0,\"paused\":true}");
        shop.customerWrites("held");
        assertThat(shop.hook.received()).isEmpty();
        behave("{\"paused\":false}");
        arrived(1);
        shop.simulator.clock().advance(Duration.ofHours(1));
        arrived(2);

        assertThat(texts()).containsExactly("held", "late");
    }

    @Test
    void anEchoComesAfterTheAnswerBeforeItTwiceOrNever() {
        shop.customerWrites("hi");
        arrived(1);

        behave("{\"echo\":\"BEFORE_ANSWER\"}");
        shop.send("one");
        assertThat(shop.hook.of("im_send_msg")).hasSize(1);
        behave("{\"echo\":\"NEVER\"}");
        shop.send("two");
        behave("{\"echo\":\"TWICE\"}");
        shop.send("three");
        await().until(() -> shop.hook.of("im_send_msg").size() == 3);
        behave("{\"echo\":\"AFTER_ANSWER\"}");
        shop.send("four");
        await().until(() -> shop.hook.of("im_send_msg").size() == 4);

        var echoes =
                shop.hook.of("im_send_msg").stream().map(Hook.Received::content).toList();
        assertThat(echoes)
                .extracting(it -> it.at("/text/body").asText())
                .containsExactly("one", "three", "three", "four");
        assertThat(echoes.get(0).at("/message_tag/source").asText()).isEqualTo("API");
        assertThat(echoes.get(0).at("/to_user/id").asText()).isEqualTo(shop.customer.id());
    }

    @Test
    void optionalFieldsCanBeMissing() {
        behave("{\"optionalFields\":false,\"commentText\":false,\"parentOfTopLevel\":\"ABSENT\"}");
        shop.customerWrites("hi");
        shop.simulator.world().customerComments(shop.customer, shop.post, null, "price?");
        arrived(2);

        assertThat(shop.hook.of("im_receive_msg").get(0).content().has("message_tag"))
                .isFalse();
        var comment = shop.hook.of("comment.update").get(0).content();
        assertThat(comment.has("text")).isFalse();
        assertThat(comment.has("parent_comment_id")).isFalse();
    }

    @Test
    void withoutSubscriptionOrScopeNothingIsSent() {
        var narrow = shop.simulator.world().addAccount("narrow", "Narrow", "PH");
        shop.simulator.grant(narrow, List.of("message.list.read"));
        var post = shop.simulator.world().addPost(narrow, Post.Kind.VIDEO, "x");

        shop.simulator.world().customerComments(shop.customer, post, null, "hi");
        shop.simulator.world().customerWrites(shop.customer, narrow, "hi");
        arrived(1);

        assertThat(shop.simulator.deliveries()).extracting(Delivery::state).contains(Delivery.State.NOT_GRANTED);
        assertThat(shop.hook.of("comment.update")).isEmpty();
    }

    @Test
    void customersReadReactAndArriveByLink() {
        var message = shop.customerWrites("hi");
        shop.send("hello");
        shop.simulator.world().customerReads(shop.customer, shop.account);
        shop.simulator.world().customerReacts(shop.customer, shop.account, message.id(), "👍", true);
        shop.wire.control("POST", "referrals", """
                {"customer":"kari_n","account":"northshop","referral":{"source":"short_link","short_link":{"ref":"poster-3"}}}""");
        await().until(() -> !shop.hook.of("im_referral_msg").isEmpty());

        assertThat(shop.hook
                        .of("im_mark_read_msg")
                        .get(0)
                        .content()
                        .at("/read/last_read_timestamp")
                        .asLong())
                .isEqualTo(shop.simulator
                        .world()
                        .seenBy(shop.customer)
                        .get(0)
                        .messages()
                        .get(1)
                        .timestamp());
        var reaction = shop.hook.of("im_receive_msg").get(1).content();
        assertThat(reaction.at("/reaction/0/original_msg_id").asText()).isEqualTo(message.id());
        assertThat(shop.hook.of("im_referral_msg").get(0).content().has("message_id"))
                .isFalse();
    }

    @Test
    void europeansArriveAsAStub() {
        var european = shop.simulator.world().addCustomer("pierre", "Pierre", "en", true, false);
        shop.simulator.world().customerWrites(european, shop.account, "bonjour");
        arrived(1);

        assertThat(shop.hook.received().get(0).event()).isEqualTo("im_receive_msg_eu");
        assertThat(shop.hook.received().get(0).text()).doesNotContain("bonjour").doesNotContain("pierre");
    }

    @Test
    void everyOddityIsSignedProperly() {
        for (var kind : Oddity.values()) {
            shop.wire.control("POST", "odd", "{\"kind\":\"" + kind + "\",\"account\":\"northshop\"}");
        }
        arrived(Oddity.values().length);

        assertThat(shop.hook.received())
                .allSatisfy(it -> assertThat(it.signature())
                        .endsWith(Signatures.sign(
                                SimulatorOptions.APP_SECRET,
                                Long.parseLong(it.signature().replaceAll("t=(\\d+),s=.*", "$1")),
                                it.body())));
    }
}
