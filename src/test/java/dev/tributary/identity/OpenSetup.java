package dev.tributary.identity;

import jakarta.enterprise.context.ApplicationScoped;

/** Reads for tests what operators read in the log. */
@ApplicationScoped
public class OpenSetup {

    private final FirstAdmin firstAdmin;

    OpenSetup(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
    }

    public String link() {
        return firstAdmin.open();
    }
}
