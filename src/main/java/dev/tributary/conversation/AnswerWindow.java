package dev.tributary.conversation;

import dev.tributary.conversation.ConversationView.WindowView;
import dev.tributary.conversation.MessagingRules.AnswerRule;
import dev.tributary.conversation.MessagingRules.Quota;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long and how often TikTok still lets us answer a direct message. */
record AnswerWindow(Quota quota, Answers answers) {

    /** As it would be without so many of the messages that were said last. */
    AnswerWindow without(int messages) {
        return new AnswerWindow(quota, answers.without(messages));
    }

    /** Null if the customer has never written. */
    @Nullable
    Instant expiresAt() {
        var last = answers.lastInboundAt();
        return last == null ? null : last.plus(quota.window());
    }

    boolean isOver(Instant now) {
        var expiresAt = expiresAt();
        return expiresAt == null || !now.isBefore(expiresAt);
    }

    /** How many messages may be sent now, at most; null for any number. */
    @Nullable
    Integer limit(Instant now) {
        if (isOver(now)) {
            return relaxed() ? quota.afterWindow() : 0;
        }
        return relaxed() ? null : quota.perWindow();
    }

    /** How many of them are left; null for any number. */
    @Nullable
    Integer remaining(Instant now) {
        if (isOver(now)) {
            return afterwards();
        }
        return relaxed() ? null : Math.max(0, quota.perWindow() - answers.used());
    }

    /** How many are left once the window is over. */
    private int afterwards() {
        return relaxed() ? Math.max(0, quota.afterWindow() - answers.usedAfterwards()) : 0;
    }

    private boolean relaxed() {
        return quota.rule() == AnswerRule.UNLIMITED_AFTER_REPLY && answers.customerReplied();
    }

    /** Why nothing may be sent now, if so. */
    Optional<Refusal> refusal(Instant now) {
        var remaining = remaining(now);
        if (remaining == null || remaining > 0) {
            return Optional.empty();
        }
        if (!isOver(now)) {
            return Optional.of(new Refusal(
                    ConversationProblem.QUOTA_USED_UP,
                    "All " + limit(now) + " messages of this window are used. Wait until the customer writes."));
        }
        return Optional.of(new Refusal(
                ConversationProblem.WINDOW_CLOSED,
                "The customer has to write first. Leave a note, or snooze until they do."));
    }

    record Refusal(ConversationProblem problem, String whatNow) {}

    WindowView view(Instant now) {
        return new WindowView(expiresAt(), remaining(now), limit(now), afterwards());
    }
}
