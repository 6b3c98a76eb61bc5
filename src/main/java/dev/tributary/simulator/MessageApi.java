package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.Chats.Draft;
import dev.tributary.simulator.Message.Kind;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code business/message/send/}: the most careful call of them all, since nothing about it can be repeated safely. */
final class MessageApi {

    private static final Logger LOG = Logger.getLogger(MessageApi.class);
    private static final int LONGEST_TEXT = 6_000;

    private final WorldState state;
    private final Chats chats;
    private final DirectReplies directReplies;
    private final WebhookCourier courier;

    MessageApi(WorldState state, Chats chats, DirectReplies directReplies, WebhookCourier courier) {
        this.state = state;
        this.chats = chats;
        this.directReplies = directReplies;
        this.courier = courier;
    }

    enum Type {
        TEXT,
        IMAGE,
        SHARE_POST,
        TEMPLATE,
        SENDER_ACTION
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.messaging(HttpMethod.POST, "business/message/send/", "message.list.send", this::send));
    }

    private ObjectNode send(ApiCall call) {
        var type = call.oneOf(Type.class, "message_type");
        var directReply = call.json("direct_reply");
        if (directReply.isObject()) {
            if (call.optionalText("recipient") != null || call.optionalText("recipient_type") != null) {
                throw ApiRefusal.badParameter("direct_reply");
            }
            return answer(call, directReplies.send(call.account(), directReply, draft(call, type, null)));
        }
        if (!call.text("recipient_type").equals("CONVERSATION")) {
            throw ApiRefusal.badParameter("recipient_type");
        }
        var chat = chat(call.account(), call.text("recipient"));
        if (type == Type.SENDER_ACTION) {
            act(chat, call.text("sender_action"));
            return answer("");
        }
        return answer(call, chats.fromApi(chat, draft(call, type, chat)));
    }

    private Conversation chat(Account account, String id) {
        synchronized (state) {
            var chat = state.conversations.get(id);
            if (chat == null || !chat.openId.equals(account.openId())) {
                throw ApiRefusal.badParameter("recipient");
            }
            return chat;
        }
    }

    private void act(Conversation chat, String action) {
        switch (action) {
            case "TYPING" -> chats.typing(chat);
            case "MARK_READ" -> LOG.trace("Marking read tells nobody: there is no event for the business's reading.");
            default -> throw ApiRefusal.badParameter("sender_action");
        }
    }

    private Draft draft(ApiCall call, Type type, @Nullable Conversation chat) {
        var quoted = quoted(call, type, chat);
        return switch (type) {
            case TEXT -> new Draft(Kind.TEXT, body(call), null, quoted);
            case IMAGE -> new Draft(Kind.IMAGE, null, image(call), null);
            case SHARE_POST -> new Draft(Kind.SHARE_POST, null, post(call), null);
            case TEMPLATE -> new Draft(Kind.TEMPLATE, null, Templates.checked(call.json("template")), null);
            case SENDER_ACTION -> throw ApiRefusal.badParameter("message_type");
        };
    }

    private static String body(ApiCall call) {
        var body = call.json("text").path("body");
        if (!body.isTextual() || body.textValue().isBlank()) {
            throw ApiRefusal.badParameter("text");
        }
        if (body.textValue().codePointCount(0, body.textValue().length()) > LONGEST_TEXT) {
            throw new ApiRefusal(ApiRefusal.BAD_PARAMETER, "Param text is invalid: at most 6000 characters.");
        }
        return body.textValue();
    }

    private JsonNode image(ApiCall call) {
        var media = call.json("image").path("media_id").asText();
        synchronized (state) {
            var stored = state.media.get(media);
            if (stored == null || !stored.openId().equals(call.account().openId())) {
                throw ApiRefusal.badParameter("media_id");
            }
        }
        if (!call.json("text").isMissingNode()) {
            throw ApiRefusal.badParameter("text");
        }
        return Json.object().put("media_id", media);
    }

    private JsonNode post(ApiCall call) {
        var item = call.json("share_post").path("item_id").asText();
        synchronized (state) {
            var post = state.posts.get(item);
            if (post == null || !post.openId().equals(call.account().openId())) {
                throw ApiRefusal.badParameter("item_id");
            }
        }
        return Json.object().put("video_id", item).put("embed_url", embedUrl(item));
    }

    static String embedUrl(String postId) {
        return "https://www.tiktok.com/player/v1/" + postId
                + "?music_info=1&description=1&autoplay=1&loop=1&utm_campaign=tt4d_open_api&utm_source=dm";
    }

    private @Nullable String quoted(ApiCall call, Type type, @Nullable Conversation chat) {
        var reference = call.json("referenced_message_info");
        if (reference.isMissingNode() || reference.isNull()) {
            return null;
        }
        var id = reference.path("referenced_message_id").asText();
        synchronized (state) {
            var fits = type == Type.TEXT
                    && chat != null
                    && chat.message(id).filter(it -> it.kind().quotable()).isPresent();
            if (!fits) {
                throw ApiRefusal.badParameter("referenced_message_info");
            }
        }
        return id;
    }

    /** The echo leaves when the behaviour says so; before the answer means that somebody has already received it. */
    private ObjectNode answer(ApiCall call, Chats.Said said) {
        WebhookBehaviour.Echo echo;
        synchronized (state) {
            echo = state.webhooks.echo();
        }
        switch (echo) {
            case BEFORE_ANSWER -> await(chats.echo(said));
            case AFTER_ANSWER -> call.afterwards(() -> chats.echo(said));
            case TWICE ->
                call.afterwards(() -> {
                    chats.echo(said);
                    chats.echo(said);
                });
            case NEVER -> LOG.trace("The echo is withheld on command.");
        }
        return answer(said.message().id());
    }

    private void await(List<Delivery> echoes) {
        var all = CompletableFuture.allOf(
                echoes.stream().map(courier::firstAttempt).toArray(CompletableFuture[]::new));
        try {
            all.completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
        } catch (CompletionException | java.util.concurrent.CancellationException e) {
            LOG.debug("The echo did not arrive before the answer.", e);
        }
    }

    private static ObjectNode answer(String messageId) {
        var data = Json.object();
        data.putObject("message").put("message_id", messageId);
        return data;
    }
}
