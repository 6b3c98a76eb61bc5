package dev.tributary.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AlertKind.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with accounts. An alert opens when a fact is found and clears when it is gone; both are told to whoever
 * watches, a change of its numbers is not.
 */
@ApplicationScoped
public class AccountAlerts {

    private final AlertRows rows;
    private final SubscriptionRows subscriptions;
    private final ChangeLog changes;
    private final Clock clock;

    AccountAlerts(AlertRows rows, SubscriptionRows subscriptions, ChangeLog changes, Clock clock) {
        this.rows = rows;
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Holds all that is known against the alerts of all bound accounts.
     *
     * @param traffic all that is wrong with how messages flow
     */
    @Transactional
    public void settle(List<AccountFact> traffic) {
        settle(null, EnumSet.allOf(AlertKind.class), traffic);
    }

    /** The same of what this module knows: within the transaction that made it so. */
    @Transactional(Transactional.TxType.MANDATORY)
    void settleOwn(@Nullable AccountId only) {
        settle(only, AlertKind.OWN, List.of());
    }

    private void settle(@Nullable AccountId only, Set<AlertKind> kinds, List<AccountFact> traffic) {
        var states = rows.lock(only);
        var accounts = states.stream().map(AccountFacts.State::id).collect(toUnmodifiableSet());
        var facts = new ArrayList<>(AccountFacts.of(states, subscriptions.all(), clock));
        traffic.stream().filter(it -> accounts.contains(it.account())).forEach(facts::add);
        tell(rows.settle(accounts, kinds, facts));
    }

    /** Nothing is wrong with an account that is not bound. */
    @Transactional(Transactional.TxType.MANDATORY)
    void clear(AccountId account) {
        tell(rows.settle(Set.of(account), EnumSet.allOf(AlertKind.class), List.of()));
    }

    private void tell(Map<UUID, UUID> storeOfAccount) {
        storeOfAccount.forEach((account, store) -> changes.record(store, AccountService.ACCOUNT_CHANGED, account));
    }

    /** What is wrong with each of these now, the worst first. */
    Map<UUID, List<AccountAlert>> open(Collection<UUID> accounts) {
        return rows.open(accounts).stream()
                .sorted(Comparator.comparing(AlertRows.Row::kind))
                .collect(groupingBy(
                        AlertRows.Row::account,
                        mapping(
                                it -> new AccountAlert(it.kind(), it.kind().severity(), it.since(), it.args()),
                                Collectors.toUnmodifiableList())));
    }

    /**
     * What is and was wrong, newest first.
     *
     * @param before where the page before ended; null for the first
     */
    public List<AlertEntry> page(AlertFilter filter, @Nullable Position before, int limit) {
        return rows.page(filter, before, limit).stream()
                .map(it -> new AlertEntry(
                        it.id(),
                        it.account(),
                        it.store(),
                        it.kind(),
                        it.kind().severity(),
                        it.args(),
                        it.since(),
                        it.clearedAt()))
                .toList();
    }

    /** @param clearedAt null while it is so */
    public record AlertEntry(
            UUID id,
            UUID accountId,
            UUID storeId,
            AlertKind kind,
            Severity severity,
            Map<String, Object> args,
            Instant since,
            @Nullable Instant clearedAt) {}

    public record Position(Instant since, UUID id) {}
}
