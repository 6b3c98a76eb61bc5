package dev.tributary.conversation;

import dev.tributary.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message that somebody wants to quote. */
record Quotable(@Nullable String remoteId, String type, Direction direction) {

    /** TikTok quotes no others. */
    private static final Set<String> TYPES = Set.of("TEXT", "IMAGE", "SHARE_POST");

    static Quotable of(ResultSet row) throws SQLException {
        return new Quotable(
                row.getString("remote_id"), row.getString("type"), Direction.valueOf(row.getString("direction")));
    }

    String requireRemoteId() {
        var said = direction == Direction.INBOUND || direction == Direction.OUTBOUND;
        if (!said || !TYPES.contains(type)) {
            throw new ProblemException(
                    ConversationProblem.NOT_QUOTABLE, "Quote words, a picture or a post that somebody sent.");
        }
        if (remoteId == null) {
            throw new ProblemException(ConversationProblem.NOT_QUOTABLE, "Quote it once TikTok has it.");
        }
        return remoteId;
    }
}
