package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommentsTest {

    private SimulatedShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new SimulatedShop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private JsonNode list(Map<String, String> more) {
        var query = new HashMap<>(Map.of("business_id", shop.account.openId(), "video_id", shop.post.id()));
        query.putAll(more);
        return shop.wire.get(shop.token, "business/comment/list/", query).path("data");
    }

    private JsonNode act(String what, String comment, String more) {
        return shop.wire.post(
                shop.token,
                "business/comment/" + what + "/",
                "{\"business_id\":\"%s\",\"video_id\":\"%s\",\"comment_id\":\"%s\"%s}"
                        .formatted(shop.account.openId(), shop.post.id(), comment, more));
    }

    @Test
    void aCommentArrivesWithBareNumbersAndIsEnrichedByItsId() {
        var id = shop.simulator.world().customerComments(shop.customer, shop.post, null, "price?");
        await().until(() -> shop.hook.received().size() == 1);

        var content = shop.hook.received().get(0).content();
        assertThat(content.path("comment_id").isIntegralNumber()).isTrue();
        assertThat(content.path("comment_id").asText()).isEqualTo(id).hasSize(19);
        assertThat(content.path("parent_comment_id").asLong(-1)).isZero();
        assertThat(content.path("comment_action").asText()).isEqualTo("insert");
        var listed = list(Map.of("comment_ids", "[\"" + id + "\"]")).at("/comments/0");
        assertThat(listed.path("comment_id").isTextual()).isTrue();
        assertThat(listed.path("create_time").isTextual()).isTrue();
        assertThat(listed.path("username").asText()).isEqualTo("kari_n");
        assertThat(listed.path("owner").asBoolean()).isFalse();
    }

    @Test
    void theOwnersReplyIsAnEventSignedByAnIdentityThatIsNotTheAccounts() {
        var id = shop.simulator.world().customerComments(shop.customer, shop.post, null, "price?");

        var answer = act("reply/create", id, ",\"text\":\"10 €\"").path("data");

        await().until(() -> shop.hook.received().size() == 2);
        var event = shop.hook.received().get(1).content();
        assertThat(event.path("comment_type").asText()).isEqualTo("reply");
        assertThat(event.path("parent_comment_id").asText()).isEqualTo(id);
        assertThat(event.path("unique_identifier").asText())
                .isEqualTo(answer.path("unique_identifier").asText())
                .isNotEqualTo(shop.account.openId());
        var withReplies = list(Map.of("include_replies", "true")).at("/comments/0/reply_list/0");
        assertThat(withReplies.path("comment_id").isIntegralNumber()).isTrue();
        assertThat(withReplies.path("owner").asBoolean()).isTrue();
        var replies = shop.wire
                .get(
                        shop.token,
                        "business/comment/reply/list/",
                        Map.of("business_id", shop.account.openId(), "video_id", shop.post.id(), "comment_id", id))
                .at("/data/comments");
        assertThat(replies.get(0).path("parent_comment_id").asText()).isEqualTo(id);
    }

    @Test
    void aReplyToAReplyLandsUnderTheSameComment() {
        var top = shop.simulator.world().customerComments(shop.customer, shop.post, null, "price?");
        var reply = shop.simulator.world().customerComments(shop.customer, shop.post, top, "anyone?");

        assertThat(act("reply/create", reply, ",\"text\":\"10\"")
                        .at("/data/parent_comment_id")
                        .asText())
                .isEqualTo(top);
    }

    @Test
    void hidingTellsAndLikingDoesNot() {
        var id = shop.simulator.world().customerComments(shop.customer, shop.post, null, "spam");
        act("like", id, ",\"action\":\"LIKE\"");
        act("hide", id, ",\"action\":\"HIDE\"");

        await().until(() -> shop.hook.received().size() == 2);
        assertThat(shop.hook.received().get(1).content().path("comment_action").asText())
                .isEqualTo("set_to_hidden");
        assertThat(list(Map.of()).at("/comments/0/liked").asBoolean()).isTrue();
        assertThat(list(Map.of()).at("/comments/0/status").asText()).isEqualTo("HIDDEN");
        assertThat(list(Map.of("status", "PUBLIC")).path("comments")).isEmpty();
        assertThat(act("hide", id, ",\"action\":\"hide\"").path("code").asInt()).isEqualTo(40002);
    }

    @Test
    void onlyOwnCommentsCanBeDeleted() {
        var theirs = shop.simulator.world().customerComments(shop.customer, shop.post, null, "hi");
        var ours = shop.simulator.world().ownerComments(shop.post, null, "welcome");

        assertThat(act("delete", theirs, "").path("code").asInt()).isEqualTo(40001);
        assertThat(act("delete", ours, "").path("code").asInt()).isZero();
        assertThat(act("delete", ours, "").path("code").asInt()).isEqualTo(40007);
    }

    @Test
    void aShortPageIsNotTheLastOne() {
        shop.wire.control("PATCH", "rules", "{\"shortPages\":true}");
        for (var i = 0; i < 25; i++) {
            shop.simulator.world().customerComments(shop.customer, shop.post, null, "c" + i);
        }
        var found = new HashSet<String>();
        var cursor = 0;
        JsonNode page;
        do {
            page = list(Map.of("max_count", "15", "cursor", "" + cursor));
            page.path("comments").forEach(it -> found.add(it.path("comment_id").asText()));
            assertThat(page.path("comments").size()).isLessThan(15);
            cursor = page.path("cursor").asInt();
        } while (page.path("has_more").asBoolean());

        assertThat(found).hasSize(25);
    }

    @Test
    void aQuestionOfHighIntentComesTwiceOnceAsTextAndOnceAsANumber() {
        shop.wire.control("PATCH", "rules", "{\"highIntent\":true}");

        var id = shop.simulator.world().customerComments(shop.customer, shop.post, null, "How much is it?");

        await().until(() -> shop.hook.received().size() == 2);
        var event = shop.hook.of("im_receive_high_intent_comment").get(0).content();
        assertThat(event.path("comment_id").isTextual()).isTrue();
        assertThat(event.path("comment_id").asText()).isEqualTo(id);
        assertThat(event.has("conversation_id")).isFalse();
    }
}
