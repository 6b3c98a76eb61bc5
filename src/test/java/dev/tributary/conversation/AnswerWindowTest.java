package dev.tributary.conversation;

import static dev.tributary.conversation.MessagingRules.AnswerRule.PER_WINDOW;
import static dev.tributary.conversation.MessagingRules.AnswerRule.UNLIMITED_AFTER_REPLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.conversation.MessagingRules.AnswerRule;
import dev.tributary.conversation.MessagingRules.Quota;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerWindowTest {

    private static final Instant WROTE = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "{0}, replied {1}, {2} used, {3} of them afterwards, {4} hours later: {5} left")
    @CsvSource(nullValues = "any", textBlock = """
            PER_WINDOW,            false, 0,  0, 0,   10
            PER_WINDOW,            false, 9,  0, 47,  1
            PER_WINDOW,            true,  10, 0, 47,  0
            PER_WINDOW,            true,  12, 0, 1,   0
            PER_WINDOW,            true,  0,  0, 48,  0
            UNLIMITED_AFTER_REPLY, false, 4,  0, 1,   6
            UNLIMITED_AFTER_REPLY, false, 10, 0, 1,   0
            UNLIMITED_AFTER_REPLY, false, 0,  0, 48,  0
            UNLIMITED_AFTER_REPLY, true,  40, 0, 47,  any
            UNLIMITED_AFTER_REPLY, true,  40, 0, 48,  3
            UNLIMITED_AFTER_REPLY, true,  42, 2, 500, 1
            UNLIMITED_AFTER_REPLY, true,  43, 3, 500, 0
            UNLIMITED_AFTER_REPLY, true,  44, 4, 500, 0
            """)
    void whatIsLeft(
            AnswerRule rule, boolean replied, int used, int afterwards, int hoursLater, @Nullable Integer left) {
        var window = window(rule, new Answers(WROTE, used, afterwards, replied));
        var now = WROTE.plus(Duration.ofHours(hoursLater));

        assertThat(window.remaining(now)).isEqualTo(left);
        assertThat(window.refusal(now).isPresent()).isEqualTo(left != null && left == 0);
        assertThat(window.view(now).expiresAt()).isEqualTo(WROTE.plus(Duration.ofDays(2)));
    }

    @Test
    void aCustomerWhoNeverWroteCannotBeWrittenTo() {
        for (var rule : AnswerRule.values()) {
            var window = window(rule, new Answers(null, 0, 0, false));

            assertThat(window.expiresAt()).isNull();
            assertThat(window.remaining(WROTE)).isZero();
            assertThat(window.refusal(WROTE))
                    .hasValueSatisfying(it -> assertThat(it.problem()).isEqualTo(ConversationProblem.WINDOW_CLOSED));
        }
    }

    @Test
    void aFullWindowSaysThatItIsFullAndAnOverOneThatItIsOver() {
        var full = window(PER_WINDOW, new Answers(WROTE, 10, 0, true));

        assertThat(full.refusal(WROTE))
                .hasValueSatisfying(it -> assertThat(it.problem()).isEqualTo(ConversationProblem.QUOTA_USED_UP));
        assertThat(full.refusal(WROTE.plus(Duration.ofDays(2))))
                .hasValueSatisfying(it -> assertThat(it.problem()).isEqualTo(ConversationProblem.WINDOW_CLOSED));
    }

    @Test
    void whatIsLeftAfterwardsIsKnownBefore() {
        var view =
                window(UNLIMITED_AFTER_REPLY, new Answers(WROTE, 20, 0, true)).view(WROTE);

        assertThat(view.remaining()).isNull();
        assertThat(view.limit()).isNull();
        assertThat(view.afterwards()).isEqualTo(3);
        assertThat(window(PER_WINDOW, new Answers(WROTE, 2, 0, true))
                        .view(WROTE)
                        .afterwards())
                .isZero();
    }

    private static AnswerWindow window(AnswerRule rule, Answers answers) {
        return new AnswerWindow(new Quota(rule, Duration.ofDays(2), 10, 3), answers);
    }
}
