package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import dev.tributary.platform.id.Ids;
import java.util.UUID;

/** A conversation is named by its account, its surface and the platform's id of the thread. */
final class ConversationIds {

    private ConversationIds() {}

    static UUID derived(UUID account, Surface surface, String externalId) {
        return Ids.derived(account, surface.name(), externalId);
    }
}
