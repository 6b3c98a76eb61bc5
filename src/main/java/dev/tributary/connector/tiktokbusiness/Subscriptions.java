package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.WebhookSubscription;
import dev.tributary.connector.WebhookTopic;
import dev.tributary.connector.tiktokbusiness.wire.CleanText;
import dev.tributary.connector.tiktokbusiness.wire.WebhookAnswer;
import dev.tributary.connector.tiktokbusiness.wire.WebhookRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where TikTok sends webhooks: one address for each event type of the app, whatever the account. */
class Subscriptions {

    private static final int ADDRESS_LENGTH = 512;

    private final TikTokBusinessClient client;
    private final FurtherCalls further;
    private final TikTokBusinessApp app;

    Subscriptions(TikTokBusinessClient client, FurtherCalls further, TikTokBusinessApp app) {
        this.client = client;
        this.further = further;
        this.app = app;
    }

    WebhookSubscription now(WebhookTopic topic) throws ConnectorException {
        // TikTok wants the secret in the address. The client logs paths only.
        var query = Map.of("app_id", app.id(), "secret", app.secret(), "event_type", topic.name());
        try {
            further.askForApp();
            return read(topic, client.get("business/webhook/list", query, WebhookAnswer.class, app.secret()));
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    /** Without a list of posts: once there was one, TikTok reports listed posts only, for good. */
    WebhookSubscription subscribe(WebhookTopic topic, URI callback) throws ConnectorException {
        var request = new WebhookRequest(app.id(), app.secret(), topic.name(), callback.toString());
        try {
            further.askForApp();
            return read(topic, client.post("business/webhook/update", request, WebhookAnswer.class, app.secret()));
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    private static WebhookSubscription read(WebhookTopic topic, WebhookAnswer answer) {
        var address = answer.callbackUrl();
        var posts = answer.itemList() == null ? List.<String>of() : answer.itemList();
        return new WebhookSubscription(
                topic,
                address == null || address.isBlank() ? null : CleanText.bounded(address, ADDRESS_LENGTH),
                posts.stream().filter(Objects::nonNull).toList());
    }
}
