package dev.tributary.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.connector.InboundEvent;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a thread carries beside its text, as kept in {@code message.content}.
 *
 * @param system what happened, for a line that nobody wrote
 */
public record MessageContent(
        List<Media> media, List<String> buttons, @Nullable SystemLine system) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final MessageContent EMPTY = new MessageContent(List.of(), List.of(), null);

    public MessageContent {
        media = List.copyOf(Objects.requireNonNullElse(media, List.of()));
        buttons = List.copyOf(Objects.requireNonNullElse(buttons, List.of()));
    }

    static @Nullable String textOf(InboundEvent.Content content) {
        if (content.media().isEmpty() && content.buttons().isEmpty()) {
            return null;
        }
        var media = content.media().stream()
                .map(it -> new Media(
                        content.type().name(),
                        it.mediaId(),
                        it.url() == null ? null : it.url().toString()))
                .toList();
        return write(new MessageContent(media, content.buttons(), null));
    }

    static String textOf(SystemLine line) {
        return write(new MessageContent(List.of(), List.of(), line));
    }

    static MessageContent read(@Nullable String text) {
        if (text == null) {
            return EMPTY;
        }
        try {
            return JSON.readValue(text, MessageContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("message.content is not what we wrote", e);
        }
    }

    private static String write(MessageContent content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings and lists can always be written", e);
        }
    }

    /** A picture, video, sticker or shared post: what it is, and the platform's id or address of it. */
    public record Media(
            String kind, @Nullable String mediaId, @Nullable String url) {}

    /**
     * What happened to the conversation.
     *
     * @param by the agent who did it; null if it happened by itself
     * @param conversationId the conversation that it leads to
     */
    public record SystemLine(
            @Nullable String assigneeId,

            @Schema(enumeration = {"OPEN", "SNOOZED", "RESOLVED"}) @Nullable
            String status,

            @Nullable String by,
            boolean automatic,
            @Nullable UUID conversationId) {

        SystemLine(@Nullable String assigneeId, @Nullable String status, @Nullable String by, boolean automatic) {
            this(assigneeId, status, by, automatic, null);
        }

        static SystemLine leadingTo(UUID conversation) {
            return new SystemLine(null, null, null, true, conversation);
        }
    }
}
