package dev.tributary.connector.tiktokbusiness;

import static dev.tributary.connector.tiktokbusiness.Fixtures.ACCOUNT;
import static dev.tributary.connector.tiktokbusiness.Fixtures.COMMENT;
import static dev.tributary.connector.tiktokbusiness.Fixtures.CONVERSATION;
import static dev.tributary.connector.tiktokbusiness.Fixtures.POST;
import static dev.tributary.connector.tiktokbusiness.Fixtures.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardStyle;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Media;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Saying;
import dev.tributary.connector.SentMessage;
import dev.tributary.connector.Surface;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecentlySentTest {

    private static final OutboundMessage MESSAGE =
            new OutboundMessage(Surface.DM, CONVERSATION, null, null, new Saying.Words("Yes"));
    private static final OutboundMessage REPLY =
            new OutboundMessage(Surface.COMMENT, COMMENT, POST, null, new Saying.Words("10 €"));

    private final LoopbackApi api = new LoopbackApi();
    private final TikTokBusinessConnector connector = new TikTokBusinessConnector(
            Fixtures.config("api-url", api.uri() + "/open_api/v1.3", "call-timeout", "2s"),
            Fixtures.CLOCK,
            (account, call) -> true);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    @Tag("F82")
    void ofAConversationOnlyWhatTheAccountSaidIsFound() throws ConnectorException {
        api.answeringPayload("answer-content-list");

        assertThat(connector.recentlySent(ACCOUNT, TOKEN, MESSAGE))
                .containsExactly(new SentMessage("s1", "Yes", Instant.ofEpochMilli(1_790_000_005_123L)));
        assertThat(api.onlyAsked().uri().getPath()).isEqualTo("/open_api/v1.3/business/message/content/list/");
        assertThat(api.onlyAsked().uri().getRawQuery()).contains("conversation_id=Zx1Cv2Bn3M%2B4As5Df6Gh7Jk8Q9%3D%3D");
    }

    @Test
    @Tag("F82")
    void ofAThreadOnlyTheRepliesOfTheOwnerAreFound() throws ConnectorException {
        api.answering("""
                {"code":0,"message":"OK","data":{"has_more":false,"cursor":2,"comments":[
                 {"comment_id":"7390000000000000009","parent_comment_id":"7390000000000000001","text":"10 €",
                  "owner":true,"create_time":"1790000300"},
                 {"comment_id":"7390000000000000010","parent_comment_id":"7390000000000000001","text":"too much",
                  "owner":false,"create_time":"1790000301"}]}}
                """);

        assertThat(connector.recentlySent(ACCOUNT, TOKEN, REPLY))
                .containsExactly(new SentMessage("7390000000000000009", "10 €", Instant.ofEpochSecond(1_790_000_300)));
        assertThat(api.onlyAsked().uri().getPath()).isEqualTo("/open_api/v1.3/business/comment/reply/list/");
        assertThat(api.onlyAsked().uri().getRawQuery())
                .contains("video_id=" + POST, "comment_id=" + COMMENT, "sort_order=desc");
    }

    @Test
    @Tag("F82")
    void cardsAndPostsAreWhatTheyWereWhenTheyWereSent() throws ConnectorException {
        api.answering("""
                {"code":0,"message":"OK","data":{"messages":[
                 {"message_id":"c1","timestamp":1790000005123,"message_type":"TEMPLATE",
                  "from_user":{"role":"BUSINESS_ACCOUNT"},
                  "template":{"type":"QA_LINK_CARD","title":"Pick","buttons":[{"title":"A"},{"title":"B"}]}},
                 {"message_id":"p1","timestamp":1790000006123,"message_type":"SHARE_POST",
                  "from_user":{"role":"BUSINESS_ACCOUNT"},
                  "share_post":{"embed_url":"https://www.tiktok.com/player/v1/7380000000000000002?music_info=1"}}]}}
                """);

        assertThat(connector.recentlySent(ACCOUNT, TOKEN, MESSAGE))
                .extracting(SentMessage::content)
                .containsExactly(
                        new Content(
                                InboundEvent.Type.TEMPLATE,
                                "Pick",
                                List.of(),
                                List.of(new CardButton("A", null), new CardButton("B", null)),
                                CardStyle.LINKS,
                                null),
                        new Content(
                                InboundEvent.Type.SHARE_POST,
                                null,
                                List.of(new Media(
                                        POST,
                                        URI.create("https://www.tiktok.com/player/v1/" + POST + "?music_info=1"))),
                                List.of()));
    }

    @Test
    void withoutTheMembersItNeedsAMessageIsLeftOut() throws ConnectorException {
        api.answering("""
                {"code":0,"message":"OK","data":{"messages":[null,{},
                 {"message_id":"s1","from_user":{"role":"BUSINESS_ACCOUNT"},"text":{"body":"no time"}},
                 {"timestamp":1790000005123,"from_user":{"role":"BUSINESS_ACCOUNT"},"text":{"body":"no id"}},
                 {"message_id":"s2","timestamp":1790000005123,"from_user":{"role":"BUSINESS_ACCOUNT"}}]}}
                """);

        assertThat(connector.recentlySent(ACCOUNT, TOKEN, MESSAGE))
                .containsExactly(new SentMessage("s2", (String) null, Instant.ofEpochMilli(1_790_000_005_123L)));
    }
}
