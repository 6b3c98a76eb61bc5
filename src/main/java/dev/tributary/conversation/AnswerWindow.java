package dev.tributary.conversation;

import dev.tributary.conversation.ConversationView.WindowView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long and how often TikTok still lets us answer a direct message: so many messages within a window that each
 * message of the customer opens anew (wire notes, section 3.2, the stricter of two official texts).
 */
record AnswerWindow(@Nullable Instant expiresAt, int used, int limit) {

    static AnswerWindow of(MessagingRules rules, @Nullable Instant lastInboundAt, int used) {
        return new AnswerWindow(
                lastInboundAt == null ? null : lastInboundAt.plus(rules.window()), used, rules.messagesPerWindow());
    }

    boolean closed(Instant now) {
        return expiresAt == null || !now.isBefore(expiresAt);
    }

    int remaining(Instant now) {
        return closed(now) ? 0 : Math.max(0, limit - used);
    }

    WindowView view(Instant now) {
        return new WindowView(expiresAt, remaining(now), limit);
    }
}
