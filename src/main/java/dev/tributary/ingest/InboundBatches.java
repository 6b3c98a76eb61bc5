package dev.tributary.ingest;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.AuthorizationRemoved;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Platform;
import dev.tributary.connector.Reading;
import dev.tributary.conversation.Arrival;
import dev.tributary.conversation.ConversationIngest;
import dev.tributary.conversation.Tally;
import dev.tributary.ingest.RawEventRows.Outcome;
import dev.tributary.ingest.RawEventRows.Settled;
import dev.tributary.ingest.RawEventRows.Waiting;
import dev.tributary.store.AccountService;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass over what is waiting: take, read, apply, settle; all in one transaction. */
@ApplicationScoped
class InboundBatches {

    private final RawEventRows rows;
    private final Connectors connectors;
    private final Accounts accounts;
    private final AccountService accountService;
    private final ConversationIngest conversations;
    private final IngestConfig config;

    InboundBatches(
            RawEventRows rows,
            Connectors connectors,
            Accounts accounts,
            AccountService accountService,
            ConversationIngest conversations,
            IngestConfig config) {
        this.rows = rows;
        this.connectors = connectors;
        this.accounts = accounts;
        this.accountService = accountService;
        this.conversations = conversations;
        this.config = config;
    }

    /** @param full as many events were waiting as a pass takes, so that more may wait */
    record Pass(boolean full, List<Settled> settled, List<Tally> tallies) {}

    @Transactional
    Pass applyNext() {
        return apply(rows.take(config.batch()));
    }

    /** Those that {@link #applyNext()} would take. */
    List<Long> waiting() {
        return rows.waiting(config.batch());
    }

    /** Without those that somebody else has or has settled. */
    @Transactional
    Pass applyOnly(List<Long> events) {
        return apply(rows.take(events));
    }

    @Transactional
    void failed(long event, RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        rows.failed(event, config.maxAttempts(), "It could not be applied: " + cause.getMessage());
    }

    private Pass apply(List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return new Pass(false, List.of(), List.of());
        }
        var read = waiting.stream().map(this::read).toList();
        var bound = boundAccounts(read);
        var arrivals = new ArrayList<Arrival>();
        var settled = new ArrayList<Settled>();
        for (var it : read) {
            settled.add(settle(it, bound, arrivals));
        }
        var tallies = conversations.apply(arrivals);
        arrivals.forEach(this::removeAuthorization);
        rows.settle(settled);
        return new Pass(settled.size() == config.batch(), settled, tallies);
    }

    private Read read(Waiting row) {
        var connector = connectors.of(row.platform());
        if (connector.isEmpty()) {
            return new Read(row, Reading.ignored(""), row.platform() + " is not configured");
        }
        try {
            return new Read(row, connector.get().read(row.body()), null);
        } catch (MalformedWebhookException e) {
            return new Read(row, Reading.ignored(""), "It cannot be read: " + e.getMessage());
        }
    }

    private Map<Platform, Map<String, BoundAccount>> boundAccounts(List<Read> read) {
        var wanted = new EnumMap<Platform, Set<String>>(Platform.class);
        read.forEach(it -> it.reading()
                .events()
                .forEach(event -> wanted.computeIfAbsent(it.row().platform(), platform -> new HashSet<>())
                        .add(event.accountExternalId())));
        var bound = new EnumMap<Platform, Map<String, BoundAccount>>(Platform.class);
        wanted.forEach((platform, ids) -> bound.put(platform, accounts.byExternalId(platform, ids)));
        return bound;
    }

    private static Settled settle(Read read, Map<Platform, Map<String, BoundAccount>> bound, List<Arrival> arrivals) {
        var row = read.row();
        if (read.parkBecause() != null) {
            return new Settled(row.id(), row.platform(), Outcome.PARKED, read.parkBecause(), null);
        }
        for (var event : read.reading().events()) {
            var account = bound.getOrDefault(row.platform(), Map.of()).get(event.accountExternalId());
            if (account == null) {
                return new Settled(
                        row.id(),
                        row.platform(),
                        Outcome.PARKED,
                        "No account is bound with the id " + event.accountExternalId()
                                + ". Connect it, and this is replayed.",
                        event.accountExternalId());
            }
            arrivals.add(new Arrival(event, account, row.receivedAt()));
        }
        var outcome = read.reading().events().isEmpty() ? Outcome.IGNORED : Outcome.APPLIED;
        return new Settled(row.id(), row.platform(), outcome, read.reading().ignoredBecause(), null);
    }

    private void removeAuthorization(Arrival arrival) {
        InboundEvent event = arrival.event();
        if (event instanceof AuthorizationRemoved removed) {
            accountService.disconnected(arrival.account().id(), removed.reason());
        }
    }

    private record Read(
            Waiting row, Reading reading, @Nullable String parkBecause) {}
}
