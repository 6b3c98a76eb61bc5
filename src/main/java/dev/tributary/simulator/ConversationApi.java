package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reading conversations back: a hundred of ninety days, and twenty messages of each. */
final class ConversationApi {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST_CONVERSATIONS = 100;
    private static final int MOST_MESSAGES = 20;

    /** Where pictures cannot be sent, as one vendor lists the markets. */
    private static final Set<String> WITHOUT_IMAGES =
            Set.of("AU", "CO", "IN", "IR", "JP", "NG", "KP", "PH", "RU", "KR", "TR", "UA", "GB", "US");

    private final WorldState state;
    private final SimulatorClock clock;
    private final Links links;

    ConversationApi(WorldState state, SimulatorClock clock, Links links) {
        this.state = state;
        this.clock = clock;
        this.links = links;
    }

    enum ConversationType {
        STRANGER,
        SINGLE
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.messaging(
                        HttpMethod.GET,
                        "business/message/conversation/list/",
                        "message.list.read",
                        this::conversations),
                Endpoint.messaging(
                        HttpMethod.GET, "business/message/content/list/", "message.list.read", this::messages),
                Endpoint.messaging(
                        HttpMethod.GET, "business/message/capabilities/get/", "message.list.read", this::capabilities));
    }

    private ObjectNode conversations(ApiCall call) {
        var answered = call.oneOf(ConversationType.class, "conversation_type") == ConversationType.SINGLE;
        var limit = (int) call.number("limit", 100, 1, 100);
        var cursor = (int) call.number("cursor", 0, 0, Integer.MAX_VALUE);
        var since = clock.instant().minus(KEPT).toEpochMilli();
        synchronized (state) {
            var all = state.conversations.values().stream()
                    .filter(it -> it.openId.equals(call.account().openId()))
                    .filter(it -> it.updatedAt >= since)
                    .sorted(Comparator.comparingLong((Conversation it) -> it.updatedAt)
                            .reversed())
                    // A hundred in all, and not of each type.
                    .limit(MOST_CONVERSATIONS)
                    .filter(it -> it.answered == answered)
                    .toList();
            var from = Math.min(cursor, all.size());
            var to = Math.min(from + limit, all.size());
            var data = Json.object();
            var items = data.putArray("conversations");
            all.subList(from, to).forEach(it -> items.add(summary(it)));
            return data.put("has_more", to < all.size()).put("cursor", to);
        }
    }

    /** In this list the parts of a referral are arrays, and an advertisement's time is in seconds. */
    private static ObjectNode summary(Conversation chat) {
        var item = Json.object().put("conversation_id", chat.id).put("update_time", chat.updatedAt);
        var referral = item.putObject("referral");
        if (chat.referral != null) {
            if (chat.referral.has("ad")) {
                var ad = chat.referral.get("ad").<ObjectNode>deepCopy();
                ad.put("timestamp", ad.path("timestamp").asLong() / 1_000);
                referral.putArray("ad").add(ad);
            }
            if (chat.referral.has("short_link")) {
                referral.putArray("short_link").add(chat.referral.get("short_link"));
            }
        }
        return item;
    }

    private ObjectNode messages(ApiCall call) {
        var id = call.text("conversation_id");
        synchronized (state) {
            var chat = state.conversations.get(id);
            if (chat == null || !chat.openId.equals(call.account().openId())) {
                throw ApiRefusal.badParameter("conversation_id");
            }
            var account = call.account();
            var customer = state.customers.get(chat.customerId);
            if (customer == null) {
                throw new IllegalStateException("Conversation " + id + " belongs to no customer.");
            }
            var data = Json.object();
            data.putArray("participants")
                    .add(Json.object()
                            .put("id", account.openId())
                            .put("role", "BUSINESS_ACCOUNT")
                            .put("display_name", account.displayName())
                            .put("profile_image", links.avatar(account.openId())))
                    .add(Json.object()
                            .put("id", customer.id())
                            .put("role", "PERSONAL_ACCOUNT")
                            .put("display_name", customer.displayName())
                            .put("profile_image", links.avatar(customer.id()))
                            .put("is_follower", customer.follower()));
            var messages = data.putArray("messages");
            var newest = chat.messages.size();
            for (var i = newest - 1; i >= Math.max(0, newest - MOST_MESSAGES); i--) {
                messages.add(message(chat, account, customer, chat.messages.get(i)));
            }
            return data;
        }
    }

    private static ObjectNode message(Conversation chat, Account account, Customer customer, Message message) {
        var inbound = message.fromCustomer();
        var item = Json.object()
                .put("sender", inbound ? customer.handle() : account.handle())
                .put("recipient", inbound ? account.handle() : customer.handle())
                .put("conversation_id", chat.id)
                .put("message_id", message.id())
                .put("timestamp", message.timestamp())
                .put("message_type", message.kind().name());
        var payload = message.payload();
        switch (message.kind()) {
            case TEXT -> item.putObject("text").put("body", message.text());
            case IMAGE -> item.set("image", payload);
            case VIDEO -> item.set("video", payload);
            case STICKER -> item.set("sticker", payload);
            case EMOJI -> item.set("emoji", payload);
            case SHARE_POST ->
                item.putObject("share_post")
                        .put(
                                "embed_url",
                                payload == null ? "" : payload.path("embed_url").asText());
            case TEMPLATE -> item.set("template", payload);
            case OTHER -> {}
        }
        if (message.quotedId() != null) {
            item.putObject("referenced_message_info").put("referenced_message_id", message.quotedId());
        }
        item.putObject("message_tag").put("source", message.source());
        var reactions = item.putArray("reactions");
        message.reactions()
                .forEach(it -> reactions
                        .addObject()
                        .put("type", "EMOJI")
                        .put("emoji", it.emoji())
                        .put("unique_identifier", it.by())
                        .put("timestamp", it.timestamp()));
        item.putObject(inbound ? "from_user" : "to_user")
                .put("id", customer.id())
                .put("role", "PERSONAL_ACCOUNT");
        item.putObject(inbound ? "to_user" : "from_user")
                .put("id", account.openId())
                .put("role", "BUSINESS_ACCOUNT");
        return item;
    }

    private ObjectNode capabilities(ApiCall call) {
        var answered = call.oneOf(ConversationType.class, "conversation_type") == ConversationType.SINGLE;
        var asked = call.list("capability_types");
        if (asked == null || !asked.equals(List.of("IMAGE_SEND"))) {
            throw ApiRefusal.badParameter("capability_types");
        }
        var id = call.text("conversation_id");
        synchronized (state) {
            var chat = state.conversations.get(id);
            if (chat == null || !chat.openId.equals(call.account().openId())) {
                throw ApiRefusal.badParameter("conversation_id");
            }
            var able = chat.answered == answered
                    && !WITHOUT_IMAGES.contains(call.account().market());
            var data = Json.object();
            data.putArray("capability_infos")
                    .addObject()
                    .put("capability_type", "IMAGE_SEND")
                    .put("capability_result", able);
            return data;
        }
    }
}
