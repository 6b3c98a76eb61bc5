package dev.tributary.connector;

import java.util.List;
import java.util.stream.Stream;

/**
 * A top-level comment with the replies that came with it.
 *
 * @param moreReplies whether there are replies that did not come with it
 */
public record ListedThread(Comment comment, List<Comment> replies, boolean moreReplies) {

    public ListedThread {
        replies = List.copyOf(replies);
    }

    public Stream<Comment> all() {
        return Stream.concat(Stream.of(comment), replies.stream());
    }
}
