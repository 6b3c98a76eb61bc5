package dev.tributary.connector.tiktokbusiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.connector.AccountRef;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Reading;
import dev.tributary.connector.tiktokbusiness.wire.CleanText;
import dev.tributary.connector.tiktokbusiness.wire.Envelope;
import dev.tributary.connector.tiktokbusiness.wire.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One webhook while it is being read: its envelope, and what had to be passed over so far. */
class Delivery {

    // TikTok's ids are Base64, digits or open ids; the longest known one has 64 characters.
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,255}");
    // `content` is a text with JSON in it. One layer more has been seen to happen to people.
    private static final int LAYERS = 3;

    private final Envelope envelope;
    private final TimeRange times;
    private final Set<String> passedOver = new LinkedHashSet<>();

    private Delivery(Envelope envelope, TimeRange times) {
        this.envelope = envelope;
        this.times = times;
    }

    static Delivery open(byte[] body, TimeRange times) throws MalformedWebhookException {
        try {
            var json = Json.parse(Json.text(body));
            var envelope = Json.bind(json.node(), Envelope.class);
            if (envelope == null) {
                throw new MalformedWebhookException("The body is JSON, but no object");
            }
            var delivery = new Delivery(envelope, times);
            delivery.noteRepeatedKey(json, "the envelope");
            return delivery;
        } catch (JsonProcessingException e) {
            throw unreadable("The body", e);
        }
    }

    /** For what was listed and not delivered, and is read alike. */
    static Delivery listed(AccountRef account, TimeRange times) {
        return new Delivery(new Envelope(null, null, null, account.externalId(), null), times);
    }

    @Nullable
    String app() {
        return envelope.clientKey();
    }

    String event() throws MalformedWebhookException {
        var event = envelope.event();
        if (event == null || event.isBlank()) {
            throw new MalformedWebhookException("The field 'event' is missing or not usable");
        }
        return event.strip();
    }

    String account() throws MalformedWebhookException {
        return id(envelope.userOpenid(), "user_openid");
    }

    <T> T content(Class<T> type) throws MalformedWebhookException {
        try {
            JsonNode node = envelope.content();
            for (int layer = 0; layer < LAYERS && node != null && node.isTextual(); layer++) {
                var json = Json.parse(CleanText.of(node.textValue()));
                noteRepeatedKey(json, "the content");
                node = json.node();
            }
            var content = node == null ? null : Json.bind(node, type);
            if (content == null) {
                throw new MalformedWebhookException("The field 'content' is missing or holds no object");
            }
            return content;
        } catch (JsonProcessingException e) {
            throw unreadable("The field 'content'", e);
        }
    }

    /** A value without which the event means nothing. */
    String id(@Nullable String value, String field) throws MalformedWebhookException {
        var id = idOrNull(value);
        if (id == null) {
            throw new MalformedWebhookException("The field '" + field + "' is missing or not usable");
        }
        return id;
    }

    @Nullable
    String idOrNull(@Nullable String value) {
        return value != null && ID.matcher(value).matches() ? value : null;
    }

    /** When it happened: by the event itself, else by the envelope, else unknown. */
    @Nullable
    Instant at(@Nullable Long time, String field) {
        var at = times.believe(time);
        if (at == null) {
            passOver("the field '" + field + "' holds no time that can be believed");
            at = times.believe(envelope.createTime());
        }
        return at;
    }

    void passOver(String what) {
        passedOver.add(what);
    }

    Reading reading(List<InboundEvent> events) {
        return new Reading(events, passedOver.isEmpty() ? null : String.join("; ", passedOver));
    }

    private void noteRepeatedKey(Json.Parsed json, String where) {
        if (json.keyRepeated()) {
            passOver(where + " names a key twice, and the last one counted");
        }
    }

    private static MalformedWebhookException unreadable(String what, JsonProcessingException e) {
        var place = e.getLocation();
        return new MalformedWebhookException(what + " is no JSON that can be read"
                + (place == null ? "" : ", from character " + place.getCharOffset()));
    }
}
