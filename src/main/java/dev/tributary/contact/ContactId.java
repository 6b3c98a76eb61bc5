package dev.tributary.contact;

import java.util.UUID;

/** A person who writes to us. */
public record ContactId(UUID value) {

    /** Read from a path or query parameter. */
    public static ContactId fromString(String text) {
        return new ContactId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
