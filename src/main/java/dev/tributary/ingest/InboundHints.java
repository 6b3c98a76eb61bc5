package dev.tributary.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Says on the {@code inbound} channel that raw events wait.
 *
 * <p>Only the latest hint is kept while the workers are busy: they work until nothing waits, so one is enough.
 */
@ApplicationScoped
public class InboundHints {

    private final Emitter<RowsWaiting> emitter;

    InboundHints(@Channel("inbound") @OnOverflow(OnOverflow.Strategy.LATEST) Emitter<RowsWaiting> emitter) {
        this.emitter = emitter;
    }

    void rowsWait() {
        emitter.send(new RowsWaiting());
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) RowsWaiting waiting) {
        rowsWait();
    }

    /** Raw events wait; which, the table says. */
    public record RowsWaiting() {}
}
