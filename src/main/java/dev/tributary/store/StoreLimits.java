package dev.tributary.store;

import dev.tributary.connector.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a store is from TikTok's limits, for whoever wants to bind or unbind. */
@ApplicationScoped
public class StoreLimits {

    private final StoreRepository stores;
    private final AccountViews accounts;
    private final LinkRows links;
    private final BindingRules binding;
    private final ChangeRules changes;
    private final Clock clock;

    StoreLimits(StoreRepository stores, AccountViews accounts, LinkRows links, MessagingLimits limits, Clock clock) {
        this.stores = stores;
        this.accounts = accounts;
        this.links = links;
        this.binding = limits.rules();
        this.changes = limits.changes();
        this.clock = clock;
    }

    @Transactional
    public View of(StoreId id) {
        var store = stores.findByIdOptional(id.value()).orElseThrow(StoreId::unknown);
        var bound = accounts.ofStore(id).stream()
                .filter(it -> it.platform() == Platform.TIKTOK_BUSINESS)
                .toList();
        var official = (int)
                bound.stream().filter(it -> it.role() == AccountRole.OFFICIAL).count();
        var counted = links.channelLinks(id, Platform.TIKTOK_BUSINESS, changes.channelWindow());
        return new View(
                store.probation(),
                new Count(official, 1, null),
                new Count(bound.size() - official, binding.channelLimit(store), null),
                new Count(links.officialChanges(id, Platform.TIKTOK_BUSINESS), changes.officialChanges(), null),
                new Count(
                        counted.used(),
                        changes.channelLinks(),
                        counted.oldest() == null || counted.used() < changes.channelLinks()
                                ? null
                                : counted.oldest().plus(changes.channelWindow())),
                changes.channelWindow().toDays(),
                changes.waitIn(store.market()).toSeconds(),
                bound.stream().map(it -> unlinkable(store, it)).toList());
    }

    private Unlinkable unlinkable(Store store, AccountView account) {
        var at = changes.unlinkableAt(store.market(), account.boundAt());
        return new Unlinkable(account.id(), at, !clock.instant().isBefore(at));
    }

    /**
     * @param probation decides which limits hold; while it is recalled nothing new is bound at all
     * @param officialChanges how often the official account was changed for another
     * @param channelLinks how often a channel account was bound in the last {@code channelLinkDays}
     * @param unlinkWaitSeconds how long an account stays bound at least in the store's market
     */
    public record View(
            Probation probation,
            Count officialAccounts,
            Count channelAccounts,
            Count officialChanges,
            Count channelLinks,
            long channelLinkDays,
            long unlinkWaitSeconds,
            List<Unlinkable> accounts) {}

    /** @param nextAt when there is room again; null where there is room, or where waiting does not help */
    public record Count(int used, int limit, @Nullable Instant nextAt) {}

    /** When an account may be unbound, and whether that is now. */
    public record Unlinkable(UUID accountId, Instant unlinkableAt, boolean unlinkable) {}
}
