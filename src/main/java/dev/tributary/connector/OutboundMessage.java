package dev.tributary.connector;

import org.jspecify.annotations.Nullable;

/**
 * What is to be said, and where.
 *
 * @param conversationExternalId for {@code DM} TikTok's conversation id; for {@code COMMENT} the id of the top-level
 *     comment of the thread
 * @param postExternalId the post under which a comment stands; null for direct messages
 * @param replyToExternalId the comment or message that is answered or quoted; null to answer the thread itself
 * @param privately for {@code COMMENT}: nobody hears it but the author of the top-level comment, by direct message. Which
 *     conversation that is, the platform tells afterwards
 */
public record OutboundMessage(
        Surface surface,
        String conversationExternalId,
        @Nullable String postExternalId,
        @Nullable String replyToExternalId,
        Saying saying,
        boolean privately) {

    /** For everybody who reads there. */
    public OutboundMessage(
            Surface surface,
            String conversationExternalId,
            @Nullable String postExternalId,
            @Nullable String replyToExternalId,
            Saying saying) {
        this(surface, conversationExternalId, postExternalId, replyToExternalId, saying, false);
    }

    /** Where it is heard, whose limits and rules it is therefore under. */
    public Surface heardOn() {
        return privately ? Surface.DM : surface;
    }
}
