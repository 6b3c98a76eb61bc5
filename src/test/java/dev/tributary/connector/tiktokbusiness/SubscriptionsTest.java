package dev.tributary.connector.tiktokbusiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.WebhookSubscription;
import dev.tributary.connector.WebhookTopic;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final URI OURS = URI.create("https://inbox.example/hooks/tiktok/business");

    private final LoopbackApi api = new LoopbackApi();
    private final TikTokBusinessConnector connector = new TikTokBusinessConnector(
            Fixtures.config("api-url", api.uri() + "/open_api/v1.3", "app-secret", "newest+secret,older"),
            Fixtures.CLOCK,
            (account, call) -> true);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tikTokIsAskedWithTheSecretInTheQueryAndWithoutAToken() throws ConnectorException {
        api.answering("{\"code\":0,\"data\":{\"app_id\":\"1\",\"event_type\":\"COMMENT\","
                + "\"callback_url\":\"https://other.example/x\",\"item_list\":[\"7\",null,8]}}");

        assertThat(connector.subscription(WebhookTopic.COMMENT))
                .isEqualTo(new WebhookSubscription(WebhookTopic.COMMENT, "https://other.example/x", List.of("7", "8")));

        var asked = api.onlyAsked();
        assertThat(asked.uri().getPath()).isEqualTo("/open_api/v1.3/business/webhook/list/");
        assertThat(asked.uri().getRawQuery().split("&"))
                .containsExactlyInAnyOrder(
                        "app_id=7364000000000000001", "secret=newest%2Bsecret", "event_type=COMMENT");
        assertThat(asked.headers()).doesNotContainKey("Access-token");
    }

    @Test
    void anAddressThatIsMissingMeansNobodyIsTold() throws ConnectorException {
        api.answering("{\"code\":0,\"data\":{\"app_id\":\"1\",\"event_type\":\"DIRECT_MESSAGE\"}}");

        assertThat(connector.subscription(WebhookTopic.DIRECT_MESSAGE))
                .isEqualTo(new WebhookSubscription(WebhookTopic.DIRECT_MESSAGE, null, List.of()));
    }

    @Test
    void subscribingNamesNoPosts() throws ConnectorException {
        api.answering("{\"code\":0,\"data\":{\"callback_url\":\"" + OURS + "\"}}");

        assertThat(connector.subscribe(WebhookTopic.COMMENT, OURS).callbackUrl())
                .isEqualTo(OURS.toString());

        assertThat(api.onlyAsked().uri()).hasToString("/open_api/v1.3/business/webhook/update/");
        assertThat(api.onlyAsked().json()).isEqualTo(Fixtures.json("""
                {"app_id":"7364000000000000001","secret":"newest+secret","event_type":"COMMENT",
                 "callback_url":"https://inbox.example/hooks/tiktok/business"}
                """));
    }

    @Test
    void theSecretIsInNoMessageEvenWhereTikTokRepeatsIt() {
        api.answering("{\"code\":40001,\"message\":\"bad secret newest+secret\"}");

        assertThatThrownBy(() -> connector.subscription(WebhookTopic.COMMENT))
                .isInstanceOf(ConnectorException.class)
                .message()
                .doesNotContain("newest+secret");
    }
}
