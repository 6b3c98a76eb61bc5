package dev.tributary.conversation;

import static java.util.Objects.requireNonNull;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ArrivalBatch.MessageRow;
import dev.tributary.store.BoundAccount;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Counts a batch, account by account. One pass over what is in memory anyway; no query. */
final class Tallies {

    private Tallies() {}

    static List<Tally> of(
            Collection<Arrival> arrivals,
            ArrivalBatch batch,
            Map<UUID, ArrivalRows.Locked> before,
            Set<String> ours,
            List<ArrivalRows.Written> written) {
        var counts = new LinkedHashMap<UUID, Count>();
        arrivals.forEach(it -> counts.computeIfAbsent(it.account().id().value(), id -> new Count(it.account())));
        batch.told.forEach((account, told) -> of(counts, account).told += told);
        for (var it : batch.messages.values()) {
            var count = of(counts, it.account());
            if (ours.contains(it.remoteId())) {
                count.told--;
            }
            var conversation = batch.conversations.get(it.conversation());
            if (conversation != null) {
                count.surfaces.add(conversation.surface());
            }
        }
        for (var it : written) {
            var message = batch.messages.get(it.id());
            if (it.fresh() && message != null) {
                var count = of(counts, message.account());
                count.fresh++;
                count.late += message.late() ? 1 : 0;
            }
        }
        gaps(batch, before, ours).forEach(it -> of(counts, it).gap = true);
        return counts.values().stream().map(Count::tally).toList();
    }

    private static Count of(Map<UUID, Count> counts, UUID account) {
        return requireNonNull(counts.get(account), "every row of a batch belongs to an arrival of it");
    }

    /** Nobody can read or be answered where, as far as we know, nobody has written; but we may know what we said. */
    private static Set<UUID> gaps(ArrivalBatch batch, Map<UUID, ArrivalRows.Locked> before, Set<String> ours) {
        var spokenIn = new HashSet<>(batch.readUpTo.keySet());
        var heardIn = new HashSet<UUID>();
        for (MessageRow it : batch.messages.values()) {
            if (it.direction() == Direction.INBOUND) {
                heardIn.add(it.conversation());
            } else if (it.direction() == Direction.OUTBOUND && !ours.contains(it.remoteId())) {
                spokenIn.add(it.conversation());
            }
        }
        spokenIn.removeAll(heardIn);
        var accounts = new HashSet<UUID>();
        for (var it : spokenIn) {
            var conversation = batch.conversations.get(it);
            var was = before.get(it);
            if (conversation != null && conversation.surface() == Surface.DM && was != null && !was.begun()) {
                accounts.add(conversation.account());
            }
        }
        return accounts;
    }

    private static final class Count {

        private final BoundAccount account;
        private int told;
        private int fresh;
        private int late;
        private final Set<Surface> surfaces = EnumSet.noneOf(Surface.class);
        private boolean gap;

        Count(BoundAccount account) {
            this.account = account;
        }

        Tally tally() {
            return new Tally(account, told, fresh, late, surfaces, gap);
        }
    }
}
