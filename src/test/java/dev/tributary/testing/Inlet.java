package dev.tributary.testing;

import dev.tributary.conversation.Arrival;
import dev.tributary.conversation.ConversationIngest;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Where arrivals come in without a platform. */
@ApplicationScoped
@Unremovable
class Inlet {

    private final ConversationIngest ingest;

    Inlet(ConversationIngest ingest) {
        this.ingest = ingest;
    }

    @Transactional
    void apply(List<Arrival> arrivals) {
        ingest.apply(arrivals);
    }
}
