package dev.tributary.conversation.web;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardStyle;
import dev.tributary.conversation.ConversationAccess;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageQueries;
import dev.tributary.conversation.MessageView;
import dev.tributary.conversation.PictureCapability;
import dev.tributary.conversation.ReplyBody;
import dev.tributary.conversation.ReplyDesk;
import dev.tributary.conversation.ReplyDesk.Seen;
import dev.tributary.conversation.ReplyService;
import dev.tributary.conversation.ReplyService.Draft;
import dev.tributary.conversation.ScheduledReplies;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.media.MediaId;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.platform.paging.Snapshot;
import dev.tributary.platform.problem.InvalidField;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/conversations/{id}")
@Authenticated
class MessageResource {

    private static final int CREATED = 201;

    /** No surface takes more; which one takes how much is the service's to judge. */
    private static final int MAX_TEXT = 20_000;

    private static final int MAX_CARD = 1_000;
    private static final int MAX_BUTTONS = 20;
    private static final int MAX_HOLD = 60;
    private static final Duration LATEST = Duration.ofDays(30);

    private final ConversationAccess access;
    private final CurrentAgent current;
    private final ConversationQueries conversations;
    private final MessageQueries messages;
    private final ReplyService replies;
    private final ScheduledReplies scheduled;
    private final ReplyDesk desk;
    private final PictureCapability pictures;
    private final Clock clock;

    MessageResource(
            ConversationAccess access,
            CurrentAgent current,
            ConversationQueries conversations,
            MessageQueries messages,
            ReplyService replies,
            ScheduledReplies scheduled,
            ReplyDesk desk,
            PictureCapability pictures,
            Clock clock) {
        this.access = access;
        this.current = current;
        this.conversations = conversations;
        this.messages = messages;
        this.replies = replies;
        this.scheduled = scheduled;
        this.clock = clock;
        this.desk = desk;
        this.pictures = pictures;
    }

    /** Oldest first. */
    @GET
    @Path("messages")
    public Snapshot<MessageView> thread(
            ConversationId id,
            @DefaultValue(PageLimit.DEFAULT) @RestQuery PageLimit limit,
            @RestQuery Optional<Cursor> before) {
        access.require(id, Permission.VIEW);
        // Before the page: whatever happens after this number is told by the stream.
        var asOf = conversations.asOf(id);
        return Snapshot.of(messages.thread(id, limit, before), asOf);
    }

    @POST
    @Path("messages")
    @ResponseStatus(CREATED)
    public MessageView reply(ConversationId id, @Valid @NotNull ReplyRequest request) {
        access.require(id, Permission.REPLY);
        return desk.send(id, current.id(), request.draft(clock.instant()));
    }

    /** Answers the author of the thread's first comment by direct message, where TikTok allows it. */
    @POST
    @Path("private-replies")
    @ResponseStatus(CREATED)
    public MessageView replyPrivately(ConversationId id, @Valid @NotNull PrivateReplyRequest request) {
        access.require(id, Permission.REPLY);
        return desk.sendPrivately(
                id,
                current.id(),
                request.clientToken(),
                request.text(),
                request.seen(),
                Optional.ofNullable(request.commentId()).map(MessageId::new));
    }

    /** What can be sent here beside words. */
    @GET
    @Path("capabilities")
    public Capabilities capabilities(ConversationId id) {
        access.require(id, Permission.VIEW);
        return new Capabilities(pictures.of(id));
    }

    @POST
    @Path("notes")
    @ResponseStatus(CREATED)
    public MessageView note(ConversationId id, @Valid @NotNull NoteRequest request) {
        access.require(id, Permission.REPLY);
        return replies.note(id, current.id(), request.clientToken(), request.text());
    }

    /** Takes back what has not left. */
    @DELETE
    @Path("messages/{messageId}")
    public void takeBack(ConversationId id, MessageId messageId) {
        access.require(id, Permission.REPLY);
        scheduled.takeBack(id, messageId);
    }

    /** Sends at once what was to leave later. */
    @POST
    @Path("messages/{messageId}/now")
    public MessageView sendNow(ConversationId id, MessageId messageId) {
        access.require(id, Permission.REPLY);
        return scheduled.sendNow(id, messageId);
    }

    /** Sends again what failed or is uncertain: a person has decided. */
    @POST
    @Path("messages/{messageId}/resend")
    public MessageView resend(ConversationId id, MessageId messageId) {
        access.require(id, Permission.REPLY);
        return replies.resend(id, messageId);
    }

    /** What kind of message a program may send. */
    enum ReplyType {
        TEXT,
        IMAGE,
        /** A post of the account. */
        SHARE_POST,
        /** A card with answers to tap on. */
        TEMPLATE
    }

    /** @param id what a tap on it is told by; made up if it is left out */
    record ButtonRequest(
            @NotBlank @Size(max = MAX_CARD) String title,
            @Nullable @Size(min = 1, max = MAX_CARD) String id) {}

    /** How much fits is the service's to judge. */
    record TemplateRequest(
            @NotNull CardStyle style,
            @NotBlank @Size(max = MAX_CARD) String title,
            @NotNull @Size(min = 1, max = MAX_BUTTONS) List<@Valid @NotNull ButtonRequest> buttons) {

        ReplyBody.Card card() {
            return new ReplyBody.Card(
                    style,
                    title.strip(),
                    buttons.stream()
                            .map(it -> new CardButton(it.title().strip(), it.id()))
                            .toList());
        }
    }

    record Capabilities(PictureCapability.Pictures pictures) {}

    /**
     * @param sendAt when it leaves; null, or in the past, for at once
     * @param holdSeconds how long it can be taken back before it leaves, by this server's clock
     */
    record ReplyRequest(
            @NotBlank @Size(max = 100) String clientToken,
            @NotNull ReplyType type,
            @Nullable @Size(max = MAX_TEXT) String text,
            @Nullable UUID mediaId,

            @Nullable @Pattern(regexp = "[0-9]{1,20}", message = "must be TikTok's id of a post")
            String postId,

            @Nullable @Valid TemplateRequest template,
            @Nullable UUID lastSeenMessageId,
            @Nullable Boolean confirm,
            @Nullable UUID quotedId,
            @Nullable Instant sendAt,
            @Nullable @PositiveOrZero @Max(MAX_HOLD) Integer holdSeconds) {

        Draft draft(Instant now) {
            return new Draft(
                    clientToken,
                    body(),
                    Optional.ofNullable(lastSeenMessageId).map(MessageId::new),
                    Boolean.TRUE.equals(confirm),
                    Optional.ofNullable(quotedId).map(MessageId::new),
                    later(now));
        }

        private Duration later(Instant now) {
            if (sendAt != null && holdSeconds != null) {
                throw InvalidField.problem("holdSeconds", "must not be given together with sendAt");
            }
            if (sendAt == null) {
                return Duration.ofSeconds(holdSeconds == null ? 0 : holdSeconds);
            }
            var later = Duration.between(now, sendAt);
            if (later.compareTo(LATEST) > 0) {
                throw InvalidField.problem("sendAt", "must be within " + LATEST.toDays() + " days");
            }
            return later.isNegative() ? Duration.ZERO : later;
        }

        private ReplyBody body() {
            return switch (type) {
                case TEXT -> new ReplyBody.Words(Objects.requireNonNull(text));
                case IMAGE -> new ReplyBody.Attached(new MediaId(Objects.requireNonNull(mediaId)));
                case SHARE_POST -> new ReplyBody.Post(Objects.requireNonNull(postId));
                case TEMPLATE -> Objects.requireNonNull(template).card();
            };
        }

        /** The platform takes one of them, never two, and quotes nothing but with words. */
        @AssertTrue(
                message = "needs the one of text, mediaId, postId and template that its type is of,"
                        + " and takes a quotedId with a text only")
        boolean isWhole() {
            var given = Stream.of(text, mediaId, postId, template)
                    .filter(Objects::nonNull)
                    .count();
            return given == 1
                    && switch (type) {
                        case TEXT -> text != null && !text.isBlank();
                        case IMAGE -> mediaId != null && quotedId == null;
                        case SHARE_POST -> postId != null && quotedId == null;
                        case TEMPLATE -> template != null && quotedId == null;
                    };
        }
    }

    /** @param commentId the comment that is answered: TikTok takes the first of the thread, which is meant without it */
    record PrivateReplyRequest(
            @NotBlank @Size(max = 100) String clientToken,
            @NotBlank @Size(max = MAX_TEXT) String text,
            @Nullable UUID commentId,
            @Nullable UUID lastSeenMessageId,
            @Nullable Boolean confirm) {

        Seen seen() {
            return new Seen(Optional.ofNullable(lastSeenMessageId).map(MessageId::new), Boolean.TRUE.equals(confirm));
        }
    }

    record NoteRequest(
            @NotBlank @Size(max = 100) String clientToken,
            @NotBlank @Size(max = MAX_TEXT) String text) {}
}
