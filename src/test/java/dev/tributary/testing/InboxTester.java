package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.store.StoreId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An inbox as a client keeps it: fetched once, then changed by frames alone. After every action it must equal one that
 * is fetched anew.
 */
public final class InboxTester implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> GREETINGS = Set.of("hello", "reset");

    private final Colleague who;
    private final StoreId store;
    private final StreamClient stream;
    private State state;
    private int applied;

    public InboxTester(Colleague who, StoreId store) {
        this.who = who;
        this.store = store;
        this.state = fetch();
        this.stream = StreamClient.browser(who, "?store=" + store + "&after=" + state.asOf)
                .awaitHello();
    }

    /** Lets the action happen and compares. The action must be told: one that says nothing fails here. */
    public void verify(Runnable action) {
        var before = stream.numbered().size();

        action.run();

        await().until(() -> stream.numbered().size() > before);
        await().untilAsserted(() -> {
            applyAll();
            var fresh = fetch();
            assertThat(state.seq).isEqualTo(fresh.asOf);
            assertThat(state.conversations).isEqualTo(fresh.conversations);
            assertThat(state.messages).isEqualTo(fresh.messages);
            assertThat(state.duties).isEqualTo(fresh.duties);
        });
    }

    @Override
    public void close() {
        stream.close();
    }

    private void applyAll() {
        var frames = stream.frames();
        while (applied < frames.size()) {
            var frame = frames.get(applied++);
            if (!GREETINGS.contains(frame.path("type").asText())) {
                assertThat(frame.path("seq").asLong()).isEqualTo(state.seq + 1);
                state.apply(frame);
            }
        }
    }

    private State fetch() {
        var page = get("/api/conversations?limit=100&store=" + store);
        var fetched = new State(page.path("asOf").path(store.toString()).asLong());
        for (var conversation : page.path("items")) {
            var id = conversation.path("id").asText();
            fetched.conversations.put(id, conversation);
            get("/api/conversations/" + id + "/messages?limit=100")
                    .path("items")
                    .forEach(it -> fetched.messages.put(it.path("id").asText(), it));
        }
        get("/api/duties").path("items").forEach(fetched::putDuty);
        return fetched;
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(
                    who.browser().get(path).then().statusCode(200).extract().asString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** What a client remembers. */
    private static final class State {

        private final long asOf;
        private long seq;
        private final Map<String, JsonNode> conversations = new TreeMap<>();
        private final Map<String, JsonNode> messages = new TreeMap<>();
        private final Map<String, JsonNode> duties = new TreeMap<>();

        State(long asOf) {
            this.asOf = asOf;
            this.seq = asOf;
        }

        void apply(JsonNode frame) {
            seq = frame.path("seq").asLong();
            switch (frame.path("type").asText()) {
                case "conversation.changed" -> {
                    ObjectNode told = frame.path("conversation").deepCopy();
                    var known = conversations.get(told.path("id").asText());
                    putSeen(told, known == null ? 0 : known.path("seenCount").asInt());
                }
                case "conversation.seen" -> {
                    var known = conversations.get(frame.path("conversationId").asText());
                    if (known != null) {
                        putSeen(known.deepCopy(), frame.path("inboundCount").asInt());
                    }
                }
                case "message.changed" ->
                    messages.put(frame.path("message").path("id").asText(), frame.path("message"));
                case "message.removed" ->
                    messages.remove(frame.path("messageId").asText());
                case "duty.changed" -> putDuty(frame.path("duty"));
                case "skipped", "account.changed", "team.changed" -> {}
                default -> throw new AssertionError("Unknown frame " + frame);
            }
        }

        /** How much is unread is worked out by the client, from its own mark. */
        private void putSeen(ObjectNode conversation, int seen) {
            var handled = conversation.path("handledCount").asInt();
            var unread = conversation.path("status").asText().equals("RESOLVED")
                    ? 0
                    : Math.max(0, conversation.path("inboundCount").asInt() - Math.max(handled, seen));
            conversation.put("seenCount", seen).put("unread", unread);
            conversations.put(conversation.path("id").asText(), conversation);
        }

        private void putDuty(JsonNode duty) {
            duties.put(duty.path("agentId").asText(), duty);
        }
    }
}
