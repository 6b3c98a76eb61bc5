package dev.tributary.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a direct-message conversation says about how it was answered. {@link ConversationRefresh} keeps it right.
 *
 * @param lastInboundAt when the customer last wrote; null if never
 * @param used messages of ours since then that TikTok counts
 * @param usedAfterwards those of them that were said after the window had closed
 * @param customerReplied whether the customer has written after something that we said
 */
record Answers(@Nullable Instant lastInboundAt, int used, int usedAfterwards, boolean customerReplied) {

    /** Of a row of conversation. */
    static Answers of(ResultSet row) throws SQLException {
        return new Answers(
                ConversationQueries.instant(row, "last_inbound_at"),
                row.getInt("window_used"),
                row.getInt("silent_used"),
                row.getBoolean("customer_replied"));
    }

    /** As it would be without so many of the messages that were said last. */
    Answers without(int messages) {
        return new Answers(
                lastInboundAt, Math.max(0, used - messages), Math.max(0, usedAfterwards - messages), customerReplied);
    }
}
