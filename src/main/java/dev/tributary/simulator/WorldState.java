package dev.tributary.simulator;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that outlives a restart. Read and written only while holding this object's monitor. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class WorldState {

    Rules rules = Rules.defaults();
    WebhookBehaviour webhooks = WebhookBehaviour.defaults();
    final Map<String, Account> accounts = new LinkedHashMap<>();
    final Map<String, Customer> customers = new LinkedHashMap<>();
    final Map<String, Post> posts = new LinkedHashMap<>();
    final Map<String, Conversation> conversations = new LinkedHashMap<>();

    /** Which conversation an account and a customer have. */
    final Map<String, String> chats = new LinkedHashMap<>();

    final Map<String, Comment> comments = new LinkedHashMap<>();
    final Map<String, Grant> grants = new LinkedHashMap<>();
    final Map<String, Grant.Access> accessTokens = new LinkedHashMap<>();
    final Map<String, Grant.Code> codes = new LinkedHashMap<>();
    final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    final Map<String, StoredMedia> media = new LinkedHashMap<>();
    final Map<String, Boolean> directReply = new LinkedHashMap<>();

    /** Comments that were answered by direct message: TikTok takes one each. */
    final Set<String> answeredPrivately = new LinkedHashSet<>();

    List<Delivery> deliveries = new ArrayList<>();

    @JsonIgnore
    private long version;

    @JsonIgnore
    private Runnable whenChanged = () -> {};

    /** Where an event type goes. {@code items} narrows comments to some posts, and once narrowed it stays so. */
    record Subscription(String eventType, String callbackUrl, List<String> items) {}

    /** Bytes that were uploaded by an account or sent by a customer. */
    record StoredMedia(String id, String openId, String contentType, byte[] bytes, Instant createdAt) {}

    void touch() {
        version++;
        whenChanged.run();
    }

    long version() {
        return version;
    }

    void whenChanged(Runnable listener) {
        whenChanged = listener;
    }

    Conversation conversation(String openId, String customerId, Ids ids) {
        var id = chats.computeIfAbsent(openId + " " + customerId, it -> ids.message());
        return conversations.computeIfAbsent(id, it -> new Conversation(it, openId, customerId));
    }

    @Nullable
    Grant liveGrant(String openId, String scope, Instant now) {
        return grants.values().stream()
                .filter(it -> it.openId().equals(openId)
                        && !it.revoked()
                        && it.scopes().contains(scope))
                .filter(it -> it.refreshExpires().isAfter(now))
                .findFirst()
                .orElse(null);
    }
}
