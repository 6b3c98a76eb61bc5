package dev.tributary.store.governor;

import dev.tributary.store.governor.SharedBuckets.Other;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How a bucket is to be divided, as one server sees it.
 *
 * @param ours how many tokens it should have
 * @param othersLack how many the others should have and have not
 */
record Division(int ours, int othersLack) {

    static Division of(Slice slice, UUID node, int[] wanted, Collection<Other> others) {
        var all = Stream.concat(
                        others.stream(), Stream.of(new Other(slice.limit().name(), node, slice.held(), wanted)))
                .sorted(Comparator.comparing(it -> it.node().toString()))
                .toList();
        var shares = Shares.of(slice.most(), all.stream().map(Other::wanted).toList());
        var ours = 0;
        var lack = 0;
        for (int i = 0; i < shares.length; i++) {
            if (all.get(i).node().equals(node)) {
                ours = shares[i];
            } else {
                lack += Math.max(0, shares[i] - all.get(i).tokens());
            }
        }
        return new Division(ours, lack);
    }
}
