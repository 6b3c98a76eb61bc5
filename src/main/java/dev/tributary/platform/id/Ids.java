package dev.tributary.platform.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Makes ids. Thread-safe. */
public final class Ids {

    private static final TimeBasedEpochRandomGenerator NEW = Generators.timeBasedEpochRandomGenerator();

    private Ids() {}

    /** An id of something new (version 7: later ones sort after earlier ones). */
    public static UUID next() {
        return NEW.generate();
    }

    /**
     * The id of something that the outside world already has a name for (version 5). The same name in the same scope
     * gives the same id on every node and at every time.
     */
    public static UUID derived(UUID scope, String kind, String name) {
        try {
            return new NameBasedGenerator(
                            scope, MessageDigest.getInstance("SHA-1"), com.fasterxml.uuid.UUIDType.NAME_BASED_SHA1)
                    .generate(kind + ":" + name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
