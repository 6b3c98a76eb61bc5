package dev.tributary.conversation;

import dev.tributary.conversation.ReplyService.Draft;
import dev.tributary.identity.AgentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Where replies come in: what the platform has to be asked first is asked before any transaction begins. */
@ApplicationScoped
public class ReplyDesk {

    private final PictureCapability pictures;
    private final PrivateReplySwitch privateReplies;
    private final OwnPosts posts;
    private final ReplyService replies;

    ReplyDesk(PictureCapability pictures, PrivateReplySwitch privateReplies, OwnPosts posts, ReplyService replies) {
        this.pictures = pictures;
        this.privateReplies = privateReplies;
        this.posts = posts;
        this.replies = replies;
    }

    /** Queues a reply. The same client token again gives the same message. */
    public MessageView send(ConversationId id, AgentId author, Draft draft) {
        if (draft.body().picture().isPresent()) {
            pictures.require(id);
        }
        draft.body().post().ifPresent(it -> posts.require(id, it));
        return replies.reply(id, author, draft);
    }

    /** Queues words to the author of a comment, by direct message. The same client token again gives the same message. */
    public MessageView sendPrivately(
            ConversationId id,
            AgentId author,
            String clientToken,
            String words,
            Seen seen,
            Optional<MessageId> comment) {
        privateReplies.freshen(id);
        var draft = new Draft(
                clientToken,
                new ReplyBody.Words(words),
                seen.last(),
                seen.confirmed(),
                Optional.empty(),
                Duration.ZERO);
        return replies.replyPrivately(id, author, draft, comment);
    }

    /**
     * What the author of a reply had seen.
     *
     * @param confirmed also what is newer
     */
    public record Seen(Optional<MessageId> last, boolean confirmed) {}
}
