package dev.tributary.conversation;

import dev.tributary.conversation.ReplyService.Draft;
import dev.tributary.identity.AgentId;
import jakarta.enterprise.context.ApplicationScoped;

/** Where replies come in: what the platform has to be asked first is asked before any transaction begins. */
@ApplicationScoped
public class ReplyDesk {

    private final PictureCapability pictures;
    private final ReplyService replies;

    ReplyDesk(PictureCapability pictures, ReplyService replies) {
        this.pictures = pictures;
        this.replies = replies;
    }

    /** Queues a reply. The same client token again gives the same message. */
    public MessageView send(ConversationId id, AgentId author, Draft draft) {
        if (draft.body().picture().isPresent()) {
            pictures.require(id);
        }
        return replies.reply(id, author, draft);
    }
}
