package dev.tributary.ingest;

import dev.tributary.ingest.InboundHints.RowsWaiting;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Turns stored raw events into changes to conversations, a batch in one transaction.
 *
 * <p>A message is only a hint that rows are waiting. The rows decide what is still to do, so a lost, late or repeated
 * hint changes nothing.
 */
@ApplicationScoped
class InboundConsumer {

    private final InboundLane lane;
    private final InboundHints hints;

    InboundConsumer(InboundLane lane, InboundHints hints) {
        this.lane = lane;
        this.hints = hints;
    }

    @Incoming("inbound")
    @Blocking
    void wake(RowsWaiting hint) {
        lane.drain();
    }

    /** Finds rows whose hint was lost with a process, and those whose time to be tried again has come. */
    @Scheduled(
            every = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void sweep() {
        hints.rowsWait();
    }
}
