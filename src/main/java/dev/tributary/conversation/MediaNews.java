package dev.tributary.conversation;

import dev.tributary.media.MediaChanged;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A message whose picture came, or will not, is another one to whoever looks at it. */
@ApplicationScoped
class MediaNews {

    private final ChangeLog changes;

    MediaNews(ChangeLog changes) {
        this.changes = changes;
    }

    void tell(@Observes MediaChanged media) {
        changes.record(media.store().value(), ChangeTypes.MESSAGE, media.message());
    }
}
