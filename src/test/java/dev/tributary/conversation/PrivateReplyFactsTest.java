package dev.tributary.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.PrivateReplyFacts.Comment;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When TikTok lets a comment be answered by direct message, one reason at a time. */
class PrivateReplyFactsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Comment FRESH = new Comment(false, false, NOON.minus(Duration.ofDays(2)));

    private static final PrivateReplyRules RULES = new PrivateReplyRules() {
        @Override
        public Set<String> markets() {
            return Set.of("VN", "ID", "TH");
        }

        @Override
        public Duration window() {
            return Duration.ofDays(2);
        }

        @Override
        public Duration silence() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration switchKept() {
            return Duration.ofHours(1);
        }
    };

    /** Allowed, but for one thing. */
    static Stream<Arguments> refusals() {
        var late = new Comment(false, false, FRESH.at().minusMillis(1));
        return Stream.of(
                arguments(null, facts("VN", true, FRESH)),
                arguments(null, facts("ID", true, FRESH)),
                arguments(null, facts("TH", null, FRESH)),
                arguments(
                        PrivateReplyReason.NOT_A_COMMENT,
                        new PrivateReplyFacts(Surface.DM, true, "VN", true, null, false, false, false, false)),
                arguments(
                        PrivateReplyReason.ACCOUNT_UNBOUND,
                        new PrivateReplyFacts(Surface.COMMENT, false, "VN", true, FRESH, false, false, false, false)),
                arguments(
                        PrivateReplyReason.ALREADY_ANSWERED,
                        new PrivateReplyFacts(Surface.COMMENT, true, "VN", true, FRESH, false, true, false, false)),
                arguments(PrivateReplyReason.UNKNOWN_MARKET, facts(null, true, FRESH)),
                arguments(PrivateReplyReason.MARKET, facts("PH", true, FRESH)),
                arguments(PrivateReplyReason.SWITCHED_OFF, facts("VN", false, FRESH)),
                arguments(PrivateReplyReason.COMMENT_UNKNOWN, facts("VN", true, null)),
                arguments(PrivateReplyReason.NOT_A_CUSTOMER, facts("VN", true, new Comment(true, false, NOON))),
                arguments(PrivateReplyReason.DELETED, facts("VN", true, new Comment(false, true, NOON))),
                arguments(
                        PrivateReplyReason.NOT_A_VIDEO,
                        new PrivateReplyFacts(Surface.COMMENT, true, "VN", true, FRESH, true, false, false, false)),
                arguments(PrivateReplyReason.TOO_OLD, facts("VN", true, late)),
                arguments(
                        PrivateReplyReason.REFUSED,
                        new PrivateReplyFacts(Surface.COMMENT, true, "VN", true, FRESH, false, false, true, false)),
                arguments(
                        PrivateReplyReason.IN_CONTACT,
                        new PrivateReplyFacts(Surface.COMMENT, true, "VN", true, FRESH, false, false, false, true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aCommentIsAnsweredPrivatelyUnless(@Nullable PrivateReplyReason reason, PrivateReplyFacts facts) {
        assertThat(facts.refusal(RULES, NOON).orElse(null)).isEqualTo(reason);
    }

    @Test
    void everyReasonIsTriedHereButTheOneThatDependsOnWhatIsAnswered() {
        var tried = refusals()
                .map(it -> (PrivateReplyReason) it.get()[0])
                .filter(it -> it != null)
                .collect(Collectors.toSet());

        assertThat(EnumSet.complementOf(EnumSet.copyOf(tried))).containsExactly(PrivateReplyReason.NOT_FIRST_LEVEL);
    }

    private static PrivateReplyFacts facts(
            @Nullable String market, @Nullable Boolean switchedOn, @Nullable Comment comment) {
        return new PrivateReplyFacts(Surface.COMMENT, true, market, switchedOn, comment, false, false, false, false);
    }
}
