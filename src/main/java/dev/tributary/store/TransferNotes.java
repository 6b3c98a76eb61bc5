package dev.tributary.store;

import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** Which stores want to be told why a conversation is handed on. */
@ApplicationScoped
public class TransferNotes {

    private final Jdbi jdbi;

    TransferNotes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * For whoever hands something on without one.
     *
     * @throws ProblemException if the store wants one
     */
    public void requireOptional(StoreId store) {
        var needed = jdbi.withHandle(db -> db.createQuery("SELECT transfer_note_required FROM store WHERE id = :id")
                .bind("id", store.value())
                .mapTo(Boolean.class)
                .one());
        if (needed) {
            throw new ProblemException(
                    StoreProblem.TRANSFER_NOTE_REQUIRED, "Transfer it with a note for whoever gets it.");
        }
    }
}
