package dev.tributary.connector.tiktokbusiness;

import static dev.tributary.connector.tiktokbusiness.Fixtures.ACCOUNT;
import static dev.tributary.connector.tiktokbusiness.Fixtures.ACCOUNT_ID;
import static dev.tributary.connector.tiktokbusiness.Fixtures.COMMENT;
import static dev.tributary.connector.tiktokbusiness.Fixtures.CONVERSATION;
import static dev.tributary.connector.tiktokbusiness.Fixtures.CUSTOMER;
import static dev.tributary.connector.tiktokbusiness.Fixtures.POST;
import static dev.tributary.connector.tiktokbusiness.Fixtures.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.AccountProfile;
import dev.tributary.connector.Comment;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.Kind;
import dev.tributary.connector.Person;
import dev.tributary.connector.Post;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class LookupsTest {

    private static final Instant AVATAR_EXPIRES = Instant.ofEpochSecond(1_790_090_000);
    private static final String REPLY = "7390000000000000009";

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
    void anAccountPresentsItself() throws ConnectorException {
        api.answeringPayload("answer-business-get");

        assertThat(connector.profile(ACCOUNT, TOKEN))
                .isEqualTo(new AccountProfile(
                        "northshop",
                        "North Shop",
                        URI.create("https://p16-sign.tiktokcdn.example/a.jpeg?x-expires=1790090000&x-signature=abc")));
        assertThat(api.onlyAsked().uri().getPath()).isEqualTo("/open_api/v1.3/business/get/");
        assertThat(query())
                .isEqualTo(Map.of(
                        "business_id", ACCOUNT_ID, "fields", "[\"username\",\"display_name\",\"profile_image\"]"));
        assertThat(api.onlyAsked().headers().getFirst("Access-Token")).isEqualTo(TOKEN.accessToken());
    }

    @Test
    @Tag("F90")
    void theOtherSideOfAConversationIsFoundByAnIdWithAPlus() throws ConnectorException {
        api.answeringPayload("answer-content-list");

        assertThat(connector.participants(ACCOUNT, TOKEN, CONVERSATION))
                .containsExactly(new Person(
                        CUSTOMER,
                        "kari_n",
                        "Kari",
                        URI.create("https://p16-sign.tiktokcdn.example/k.jpeg?x-expires=1790090000&x-signature=abc"),
                        AVATAR_EXPIRES));
        assertThat(api.onlyAsked().uri().getRawQuery()).contains("conversation_id=Zx1Cv2Bn3M%2B4As5Df6Gh7Jk8Q9%3D%3D");
    }

    @Test
    @Tag("F28")
    void commentsAndTheRepliesBeneathThemAreFound() throws ConnectorException {
        api.answeringPayload("answer-comment-list");
        var kari = new Person(
                CUSTOMER,
                "kari_n",
                "Kari",
                URI.create("https://p16-sign.tiktokcdn.example/k.jpeg?x-expires=1790090000"),
                AVATAR_EXPIRES);

        assertThat(connector.comments(ACCOUNT, TOKEN, POST, List.of(COMMENT, REPLY, "1")))
                .containsExactlyInAnyOrder(
                        new Comment(
                                COMMENT,
                                POST,
                                null,
                                kari,
                                false,
                                "price?",
                                false,
                                Instant.ofEpochSecond(1_790_000_000)),
                        new Comment(
                                REPLY,
                                POST,
                                COMMENT,
                                Person.of(ACCOUNT_ID, null),
                                true,
                                "10 €",
                                false,
                                Instant.ofEpochSecond(1_790_000_300)));

        assertThat(query())
                .containsEntry("video_id", POST)
                .containsEntry("include_replies", "true")
                .containsEntry("status", "ALL")
                .containsEntry("max_count", "30");
        assertThat(Fixtures.json(query().getOrDefault("comment_ids", "[]")))
                .extracting(it -> it.textValue())
                .containsExactlyInAnyOrder(COMMENT, REPLY, "1");
    }

    @Test
    void aHiddenCommentIsKnownToBeHidden() throws ConnectorException {
        api.answeringPayload("answer-comment-list");

        assertThat(connector.comments(ACCOUNT, TOKEN, POST, List.of("7390000000000000003")))
                .extracting(Comment::hidden)
                .containsExactly(true);
    }

    @Test
    @Tag("F90")
    void aListThatGoesRoundInCirclesEnds() throws ConnectorException {
        api.answering("{\"code\":0,\"data\":{\"comments\":[],\"cursor\":0,\"has_more\":true}}");
        assertThat(connector.comments(ACCOUNT, TOKEN, POST, List.of(COMMENT))).isEmpty();
        assertThat(api.asked()).hasSize(2);

        api.asked().clear();
        api.behaving(exchange -> LoopbackApi.answer(
                exchange, 200, "{\"code\":0,\"data\":{\"cursor\":" + System.nanoTime() + ",\"has_more\":true}}"));
        assertThat(connector.comments(ACCOUNT, TOKEN, POST, List.of(COMMENT))).isEmpty();
        assertThat(api.asked()).hasSize(5);
    }

    @Test
    @Tag("F90")
    void shortAndRepeatedPagesAreReadToTheEndAndOnce() throws ConnectorException {
        var first = "{\"item_id\":\"1\",\"media_type\":\"VIDEO\"}";
        var second = "{\"item_id\":\"2\",\"media_type\":\"VIDEO\"}";
        api.behaving(exchange -> {
            var again = exchange.getRequestURI().getQuery().contains("cursor=7");
            LoopbackApi.answer(
                    exchange,
                    200,
                    "{\"code\":0,\"data\":{\"videos\":[" + (again ? first + "," + second : first)
                            + "],\"cursor\":7,\"has_more\":" + !again + "}}");
        });

        assertThat(connector.posts(ACCOUNT, TOKEN, List.of("1", "2", "3")))
                .extracting(Post::externalId)
                .containsExactly("1", "2");
        assertThat(api.asked()).hasSize(2);
    }

    @Test
    void aPostIsFoundByItsId() throws ConnectorException {
        api.answeringPayload("answer-video-list");

        assertThat(connector.posts(ACCOUNT, TOKEN, List.of(POST)))
                .containsExactly(new Post(
                        POST,
                        Post.Type.PHOTO,
                        "Autumn",
                        URI.create("https://p16-sign.tiktokcdn.example/t.jpeg?x-expires=1790090000"),
                        URI.create("https://www.tiktok.com/@northshop/photo/7380000000000000002"),
                        Instant.ofEpochSecond(1_789_990_000)));
        assertThat(query())
                .containsEntry("filters", "{\"video_ids\":[\"" + POST + "\"]}")
                .containsEntry(
                        "fields",
                        "[\"item_id\",\"media_type\",\"caption\",\"thumbnail_url\",\"share_url\",\"create_time\"]");
    }

    @Test
    void askingForMoreThanTikTokTakesIsOurMistake() {
        var many = IntStream.range(0, 31).mapToObj(Integer::toString).toList();

        assertThatThrownBy(() -> connector.comments(ACCOUNT, TOKEN, POST, many))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> connector.posts(ACCOUNT, TOKEN, many)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Tag("F80")
    @Tag("F87")
    @Tag("F89")
    @CsvSource({
        "40102,UNAUTHORIZED",
        "40104,UNAUTHORIZED",
        "40105,UNAUTHORIZED",
        "40001,FORBIDDEN",
        "40130,FORBIDDEN",
        "40100,THROTTLED",
        "40132,THROTTLED",
        "61000,THROTTLED",
        "40002,REFUSED",
        "40007,REFUSED",
        "40400,REFUSED",
        "40201,UNAVAILABLE",
        "50000,UNAVAILABLE",
        "51065,UNAVAILABLE",
        "60001,UNAVAILABLE",
        "12345,UNAVAILABLE"
    })
    void everyErrorCodeHasItsMeaning(String code, Kind kind) {
        api.answering("{\"code\":" + code + ",\"message\":\"no\"}");

        assertThatThrownBy(() -> connector.profile(ACCOUNT, TOKEN))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e.code()).isEqualTo(code);
                });
    }

    @Test
    void partlyDoneIsGoodEnoughForAList() throws ConnectorException {
        api.answering(new String(Fixtures.payload("answer-video-list"), StandardCharsets.UTF_8)
                .replace("\"code\": 0", "\"code\": 20001"));

        assertThat(connector.posts(ACCOUNT, TOKEN, List.of(POST))).hasSize(1);
    }

    @ParameterizedTest
    @Tag("F81")
    @Tag("F83")
    @ValueSource(strings = {"", "<html></html>", "{\"code\":0,\"da", "[]", "{\"data\":{}}"})
    void anAnswerThatIsNoneMayBeAskedForAgain(String answer) {
        api.answering(answer);

        assertThatThrownBy(() -> connector.profile(ACCOUNT, TOKEN))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    @ParameterizedTest
    @Tag("F83")
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"x\"",
                "{\"comments\":null}",
                "{\"comments\":{}}",
                "{\"comments\":[null,1,\"x\",[],{}]}",
                "{\"comments\":[{\"comment_id\":{},\"reply_list\":7}]}",
                "{\"videos\":[{\"item_id\":[]}],\"participants\":[{\"id\":{}}],\"has_more\":\"yes\"}"
            })
    void whatCannotBeReadInAnAnswerIsLeftOut(String data) throws ConnectorException {
        api.answering("{\"code\":0,\"data\":" + data + "}");

        assertThat(connector.comments(ACCOUNT, TOKEN, POST, List.of(COMMENT))).isEmpty();
        assertThat(connector.posts(ACCOUNT, TOKEN, List.of(POST))).isEmpty();
        assertThat(connector.participants(ACCOUNT, TOKEN, CONVERSATION)).isEmpty();
        assertThat(connector.profile(ACCOUNT, TOKEN)).isEqualTo(new AccountProfile(null, null, null));
    }

    private Map<String, String> query() {
        return Arrays.stream(api.onlyAsked().uri().getRawQuery().split("&"))
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
    }
}
