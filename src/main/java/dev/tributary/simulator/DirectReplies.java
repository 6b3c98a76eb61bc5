package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.Chats.Draft;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Comment-to-Message: answering a fresh comment by direct message, where TikTok allows it. */
final class DirectReplies {

    private static final Set<String> MARKETS = Set.of("VN", "ID", "TH");
    private static final Duration COMMENT_FRESH = Duration.ofDays(2);
    private static final Duration NO_CONTACT = Duration.ofDays(1);

    private final WorldState state;
    private final SimulatorClock clock;
    private final Ids ids;
    private final Chats chats;

    DirectReplies(WorldState state, SimulatorClock clock, Ids ids, Chats chats) {
        this.state = state;
        this.clock = clock;
        this.ids = ids;
        this.chats = chats;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.messaging(
                        HttpMethod.POST, "business/message/direct_reply/update/", "message.list.manage", this::update),
                Endpoint.messaging(
                        HttpMethod.GET, "business/message/direct_reply/get/", "message.list.manage", this::get));
    }

    private ObjectNode update(ApiCall call) {
        requireType(call);
        var enable = switch (call.text("operation_status")) {
            case "ENABLE" -> true;
            case "DISABLE" -> false;
            default -> throw ApiRefusal.badParameter("operation_status");
        };
        if (!MARKETS.contains(call.account().market())) {
            throw new ApiRefusal(40118, "Comment-to-Message is not available in this market.");
        }
        synchronized (state) {
            state.directReply.put(call.account().openId(), enable);
            state.touch();
        }
        return Json.object();
    }

    private ObjectNode get(ApiCall call) {
        requireType(call);
        synchronized (state) {
            return Json.object()
                    .put("business_id", call.account().openId())
                    .put("direct_reply_type", "COMMENT_TO_MESSAGE")
                    .put(
                            "operation_status",
                            state.directReply.getOrDefault(call.account().openId(), false) ? "ENABLE" : "DISABLE");
        }
    }

    private static void requireType(ApiCall call) {
        if (!call.text("direct_reply_type").equals("COMMENT_TO_MESSAGE")) {
            throw ApiRefusal.badParameter("direct_reply_type");
        }
    }

    Chats.Said send(Account account, JsonNode directReply, Draft draft) {
        if (!directReply.path("reply_type").asText().equals("COMMENT_REPLY")) {
            throw ApiRefusal.badParameter("direct_reply.reply_type");
        }
        synchronized (state) {
            if (!state.directReply.getOrDefault(account.openId(), false)) {
                throw new ApiRefusal(40118, "Comment-to-Message is not enabled for this account.");
            }
            var comment = state.comments.get(
                    directReply.path("comment_reply").path("comment_id").asText());
            var post = comment == null ? null : state.posts.get(comment.postId);
            if (comment == null || post == null || !post.openId().equals(account.openId())) {
                throw ApiRefusal.badParameter("comment_id");
            }
            if (!MARKETS.contains(account.market())) {
                throw new ApiRefusal(40118, "Comment-to-Message is not available in this market.");
            }
            var now = clock.instant().toEpochMilli();
            var author = state.customers.get(comment.authorId);
            if (comment.parentId != null
                    || comment.owner
                    || post.kind() != Post.Kind.VIDEO
                    || now - comment.createdAt > COMMENT_FRESH.toMillis()
                    || state.answeredPrivately.contains(comment.id)
                    || author == null
                    || author.european()
                    || inContact(account, comment.authorId, now)) {
                throw new ApiRefusal(ApiRefusal.DM_RULES, "This comment cannot be answered by direct message.");
            }
            state.answeredPrivately.add(comment.id);
            return chats.intoSilence(state.conversation(account.openId(), comment.authorId, ids), draft);
        }
    }

    private boolean inContact(Account account, String customer, long now) {
        return state.conversations.values().stream()
                .filter(it -> it.openId.equals(account.openId()) && it.customerId.equals(customer))
                .flatMap(it -> it.messages.stream())
                .anyMatch(it -> now - it.timestamp() < NO_CONTACT.toMillis());
    }
}
