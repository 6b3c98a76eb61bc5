package dev.tributary.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** Which stores want to be told why a conversation is handed on. */
@ApplicationScoped
public class TransferNotes {

    private final Jdbi jdbi;

    TransferNotes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public boolean required(StoreId store) {
        return jdbi.withHandle(db -> db.createQuery("SELECT transfer_note_required FROM store WHERE id = :id")
                .bind("id", store.value())
                .mapTo(Boolean.class)
                .one());
    }
}
