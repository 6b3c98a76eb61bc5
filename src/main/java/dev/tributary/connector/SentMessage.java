package dev.tributary.connector;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the account said, as the platform lists it. */
public record SentMessage(String externalId, InboundEvent.Content content, Instant at) {

    /** @param text null where the platform does not say what it was */
    public SentMessage(String externalId, @Nullable String text, Instant at) {
        this(
                externalId,
                text == null
                        ? new InboundEvent.Content(InboundEvent.Type.UNSUPPORTED, null, List.of(), List.of())
                        : InboundEvent.Content.text(text),
                at);
    }
}
