package dev.tributary.conversation;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.Platform;
import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationView.PrivateReplyView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Says of one thread of comments whether its author may be answered by direct message. */
@ApplicationScoped
public class PrivateReplyDesk {

    private final PrivateReplySwitch switches;
    private final PrivateReplies replies;
    private final PrivateReplyRules rules;
    private final Connectors connectors;
    private final Clock clock;

    PrivateReplyDesk(
            PrivateReplySwitch switches,
            PrivateReplies replies,
            PrivateReplyRules rules,
            Connectors connectors,
            Clock clock) {
        this.switches = switches;
        this.replies = replies;
        this.rules = rules;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** The same with what is known of private replies. TikTok may have to be asked, so call it outside of transactions. */
    public ConversationView with(ConversationView conversation) {
        if (conversation.surface() != Surface.COMMENT) {
            return conversation;
        }
        var id = new ConversationId(conversation.id());
        switches.freshen(id);
        var facts = replies.facts(id.value(), null);
        var reason = facts.refusal(rules, clock.instant()).orElse(null);
        return conversation.with(new PrivateReplyView(
                reason == null,
                reason,
                facts.until(rules),
                connectors
                        .of(Platform.TIKTOK_BUSINESS)
                        .map(it -> it.textLimit(Surface.DM))
                        .orElse(null),
                replies.directMessages(id).orElse(null)));
    }
}
