package dev.tributary.connector;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment as the platform lists it.
 *
 * @param parentExternalId the top-level comment it answers; null if it is one itself
 * @param byOwner written by the owner of the post, that is by our own account
 */
public record Comment(
        String externalId,
        String postExternalId,
        @Nullable String parentExternalId,
        Person author,
        boolean byOwner,
        @Nullable String text,
        boolean hidden,
        Instant writtenAt) {

    /**
     * What webhooks would have told of it. The list dates it to the second where they do to the millisecond, and does
     * not say when it was hidden: as early as can be, so that whatever a webhook says of it comes later.
     */
    public List<InboundEvent> asEvents(AccountRef account) {
        var seen = new InboundEvent.CommentSeen(
                account.externalId(), postExternalId, externalId, parentExternalId, author, text, writtenAt);
        return hidden
                ? List.of(
                        seen,
                        new InboundEvent.CommentStateSeen(
                                account.externalId(), externalId, InboundEvent.CommentState.HIDDEN, writtenAt))
                : List.of(seen);
    }

    /** The same, by an author who is known by another id. */
    public Comment by(Person other) {
        return new Comment(externalId, postExternalId, parentExternalId, other, byOwner, text, hidden, writtenAt);
    }
}
