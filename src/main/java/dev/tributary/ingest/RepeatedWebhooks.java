package dev.tributary.ingest;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Platform;
import dev.tributary.ingest.RawEventRows.Waiting;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Webhooks that came again to the byte, and so were neither stored nor read: only counted, and only known by their hash.
 * Whose they are is found out later, in what was stored the first time. Thread-safe.
 */
@ApplicationScoped
class RepeatedWebhooks {

    private static final Logger LOG = Logger.getLogger(RepeatedWebhooks.class);

    /** So many different ones between two counts; of more it is not told whose they are. */
    private static final int MOST = 20_000;

    /** So many bodies in memory. */
    private static final int AT_ONCE = 200;

    private final RawEventRows rows;
    private final Connectors connectors;
    private final Accounts accounts;

    private Map<BodyHash, Repeats> seen = new HashMap<>();

    RepeatedWebhooks(RawEventRows rows, Connectors connectors, Accounts accounts) {
        this.rows = rows;
        this.connectors = connectors;
        this.accounts = accounts;
    }

    private record Repeats(Platform platform, int times) {}

    synchronized void add(Platform platform, BodyHash hash) {
        if (seen.size() < MOST || seen.containsKey(hash)) {
            seen.merge(hash, new Repeats(platform, 1), (was, one) -> new Repeats(platform, was.times() + 1));
        }
    }

    /** How many messages they told each account once more, since this was last asked. */
    Map<BoundAccount, Integer> take() {
        Map<BodyHash, Repeats> taken;
        synchronized (this) {
            if (seen.isEmpty()) {
                return Map.of();
            }
            taken = seen;
            seen = new HashMap<>();
        }
        var told = new HashMap<BoundAccount, Integer>();
        for (var platform : Platform.values()) {
            var hashes = taken.entrySet().stream()
                    .filter(it -> it.getValue().platform() == platform)
                    .map(Map.Entry::getKey)
                    .toList();
            for (int from = 0; from < hashes.size(); from += AT_ONCE) {
                var bodies = rows.withHashes(platform, hashes.subList(from, Math.min(hashes.size(), from + AT_ONCE)));
                count(platform, bodies, taken).forEach((account, times) -> told.merge(account, times, Integer::sum));
            }
        }
        return told;
    }

    private Map<BoundAccount, Integer> count(
            Platform platform, Map<BodyHash, Waiting> bodies, Map<BodyHash, Repeats> repeats) {
        var times = new HashMap<String, Integer>();
        bodies.forEach((hash, row) -> messages(row).forEach(it -> {
            var again = repeats.get(hash);
            times.merge(it.accountExternalId(), again == null ? 0 : again.times(), Integer::sum);
        }));
        var bound = accounts.byExternalId(platform, times.keySet());
        var told = new HashMap<BoundAccount, Integer>();
        bound.forEach((externalId, account) -> told.put(account, times.getOrDefault(externalId, 0)));
        return told;
    }

    private List<? extends InboundEvent> messages(Waiting row) {
        var connector = connectors.of(row.platform());
        if (connector.isEmpty()) {
            return List.of();
        }
        try {
            return connector.get().read(row.body()).events().stream()
                    .filter(it -> it instanceof MessageSeen || it instanceof CommentSeen)
                    .toList();
        } catch (MalformedWebhookException e) {
            LOG.debugf("A webhook that came again cannot be read event=%d: %s", row.id(), e.getMessage());
            return List.of();
        }
    }
}
