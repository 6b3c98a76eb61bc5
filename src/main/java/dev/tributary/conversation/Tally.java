package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import dev.tributary.store.BoundAccount;
import java.util.Set;

/**
 * What a batch of events brought to one account.
 *
 * @param told how many messages it told of, repeats included; without replies of ours that came back to us
 * @param fresh how many of them were not known before
 * @param late how many of those came long after they were written
 * @param surfaces where they were said
 * @param gap something was read or answered that we have never seen
 */
public record Tally(BoundAccount account, int told, int fresh, int late, Set<Surface> surfaces, boolean gap) {

    public Tally {
        surfaces = Set.copyOf(surfaces);
    }
}
