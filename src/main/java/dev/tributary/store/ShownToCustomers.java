package dev.tributary.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** What stores let their customers see besides messages. */
@ApplicationScoped
public class ShownToCustomers {

    private final Jdbi jdbi;

    ShownToCustomers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @return nothing of a store that is not there */
    public Shown of(StoreId store) {
        return jdbi.withHandle(db -> db.createQuery("SELECT show_typing, show_read FROM store WHERE id = :id")
                        .bind("id", store.value())
                        .map((row, context) -> new Shown(row.getBoolean("show_typing"), row.getBoolean("show_read")))
                        .findOne())
                .orElse(Shown.NOTHING);
    }

    /**
     * @param typing that an agent types
     * @param read that what they wrote has been read
     */
    public record Shown(boolean typing, boolean read) {

        static final Shown NOTHING = new Shown(false, false);
    }
}
