package dev.tributary.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardStyle;
import dev.tributary.connector.InboundEvent;
import dev.tributary.identity.AgentId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a thread carries beside its text, as kept in {@code message.content}.
 *
 * @param buttons of a card
 * @param style of a card, where it is known
 * @param tapped for words that were said by tapping on a card
 * @param system what happened, for a line that nobody wrote
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageContent(
        List<Media> media,
        List<Button> buttons,
        @Nullable CardStyle style,
        @Nullable Tapped tapped,
        @Nullable SystemLine system) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final MessageContent EMPTY = new MessageContent(List.of(), List.of(), null, null, null);

    public MessageContent {
        media = List.copyOf(Objects.requireNonNullElse(media, List.of()));
        buttons = List.copyOf(Objects.requireNonNullElse(buttons, List.of()));
    }

    static @Nullable String textOf(InboundEvent.Content content) {
        if (content.media().isEmpty() && content.buttons().isEmpty() && content.tapped() == null) {
            return null;
        }
        var media = content.media().stream()
                .map(it -> new Media(
                        content.type().name(),
                        it.mediaId(),
                        it.url() == null ? null : it.url().toString()))
                .toList();
        var tap = content.tapped();
        return write(new MessageContent(
                media,
                content.buttons().stream().map(Button::of).toList(),
                content.style(),
                tap == null ? null : new Tapped(tap.button()),
                null));
    }

    static String textOf(SystemLine line) {
        return write(new MessageContent(List.of(), List.of(), null, null, line));
    }

    /** Of a post that we send. */
    static String ofPost(String externalId) {
        var post = new Media(InboundEvent.Type.SHARE_POST.name(), externalId, null);
        return write(new MessageContent(List.of(post), List.of(), null, null, null));
    }

    /** Of a card that we send; its title is the text of the message. */
    static String ofCard(CardStyle style, List<CardButton> buttons) {
        return write(
                new MessageContent(List.of(), buttons.stream().map(Button::of).toList(), style, null, null));
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

    List<CardButton> cardButtons() {
        return buttons.stream().map(it -> new CardButton(it.title(), it.id())).toList();
    }

    /** A picture, video, sticker or shared post: what it is, and the platform's id or address of it. */
    public record Media(
            String kind, @Nullable String mediaId, @Nullable String url) {}

    /**
     * An answer that a card offers.
     *
     * @param id what a tap on it is told by, where it is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Button(String title, @Nullable String id) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Button(@JsonProperty("title") String title, @JsonProperty("id") @Nullable String id) {
            this.title = title;
            this.id = id;
        }

        /** As it was kept when all that was known of it was its title. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Button titled(String title) {
            return new Button(title, null);
        }

        static Button of(CardButton button) {
            return new Button(button.title(), button.id());
        }
    }

    /** @param buttonId of the button that was tapped on, where the platform said it */
    public record Tapped(@Nullable String buttonId) {}

    /**
     * What happened to the conversation.
     *
     * @param by the agent who did it; null if it happened by itself
     * @param conversationId the conversation that it leads to
     * @param reasons why routing chose this agent, the weightiest first; null where a person did
     * @param team the team that a person handed it to, as it was called then
     * @param refusal why whoever it was handed to gave it back
     * @param transferId what a person handed on can be refused by
     */
    public record SystemLine(
            @Nullable String assigneeId,

            @Schema(enumeration = {"OPEN", "SNOOZED", "RESOLVED"}) @Nullable
            String status,

            @Nullable String by,
            boolean automatic,
            @Nullable UUID conversationId,
            @Nullable List<String> reasons,
            @Nullable String team,
            @Nullable String refusal,
            @Nullable UUID transferId) {

        SystemLine(@Nullable String assigneeId, @Nullable String status, @Nullable String by, boolean automatic) {
            this(assigneeId, status, by, automatic, null, null, null, null, null);
        }

        static SystemLine chosen(AgentId agent, List<String> reasons) {
            return new SystemLine(agent.toString(), null, null, true, null, List.copyOf(reasons), null, null, null);
        }

        static SystemLine leadingTo(UUID conversation) {
            return new SystemLine(null, null, null, true, conversation, null, null, null, null);
        }

        /** A person handed it on. */
        static SystemLine handedOn(
                @Nullable String to,
                String by,
                @Nullable UUID transfer,
                @Nullable String team,
                @Nullable String refusal) {
            return new SystemLine(to, null, by, false, null, null, team, refusal, transfer);
        }
    }
}
