package dev.tributary.conversation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.connector.InboundEvent.Source;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * TikTok's rules of conversing. Sources disagree on all of them, so all of them are settings. How long a text may be is
 * the connector's to say.
 */
@ConfigMapping(prefix = "tributary.messaging")
public interface MessagingRules {

    /** How long after a customer's direct message a business may answer. */
    @WithDefault("48h")
    Duration window();

    /** Which of TikTok's rules holds. */
    @WithDefault("per-window")
    AnswerRule answerRule();

    /** How many messages a business may send in a window. The next message of the customer begins anew. */
    @WithDefault("10")
    int messagesPerWindow();

    /** How many more after the window, where {@link AnswerRule#UNLIMITED_AFTER_REPLY} holds. */
    @WithDefault("3")
    int messagesAfterWindow();

    /**
     * Which messages of ours count, by where they were written. Those of which TikTok does not say it, and our own that
     * it has not confirmed, always count.
     */
    @WithDefault("API,APP,WEB,AUTOMATIC")
    Set<Source> countedSources();

    /** The others. */
    default Set<String> uncountedSources() {
        return Arrays.stream(Source.values())
                .filter(it -> it != Source.UNKNOWN && !countedSources().contains(it))
                .map(Source::name)
                .collect(toUnmodifiableSet());
    }

    /** The same for single accounts, by our id of them, where it differs. */
    Map<UUID, AccountRules> accounts();

    /** What differs for one account. */
    interface AccountRules {

        /** Which of TikTok's rules holds for it. */
        Optional<AnswerRule> answerRule();

        /** How many messages it may send in a window. */
        OptionalInt messagesPerWindow();

        /** How many more after the window. */
        OptionalInt messagesAfterWindow();
    }

    /** What holds for an account. */
    default Quota quota(UUID account) {
        var own = accounts().get(account);
        if (own == null) {
            return new Quota(answerRule(), window(), messagesPerWindow(), messagesAfterWindow());
        }
        return new Quota(
                own.answerRule().orElse(answerRule()),
                window(),
                own.messagesPerWindow().orElse(messagesPerWindow()),
                own.messagesAfterWindow().orElse(messagesAfterWindow()));
    }

    /** TikTok's two texts about answering (wire notes, section 3.2). Which of them holds, TikTok does not say. */
    enum AnswerRule {
        /** So many messages in each window, which every message of the customer opens anew. */
        PER_WINDOW,
        /**
         * So many until the customer answers one of ours; then any number in a window, and a few when it is over, until
         * the customer writes.
         */
        UNLIMITED_AFTER_REPLY
    }

    /**
     * How often an account may answer.
     *
     * @param perWindow messages in a window
     * @param afterWindow messages after it, under {@link AnswerRule#UNLIMITED_AFTER_REPLY}
     */
    record Quota(AnswerRule rule, Duration window, int perWindow, int afterWindow) {}
}
