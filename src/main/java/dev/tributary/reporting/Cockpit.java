package dev.tributary.reporting;

import static java.util.stream.Collectors.groupingBy;

import dev.tributary.platform.database.SqlArray;
import dev.tributary.reporting.AccountFigures.Backlog;
import dev.tributary.reporting.AccountFigures.Events;
import dev.tributary.reporting.AccountFigures.ReadBack;
import dev.tributary.reporting.AccountFigures.Recovery;
import dev.tributary.reporting.AccountFigures.Sends;
import dev.tributary.reporting.AccountFigures.Token;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountView;
import dev.tributary.store.AccountViews;
import dev.tributary.store.OperationMode;
import dev.tributary.store.Probation;
import dev.tributary.store.StoreId;
import dev.tributary.store.WebhookSubscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How stores and their accounts are doing, at a glance and in detail. */
@ApplicationScoped
public class Cockpit {

    /** Over how many hours what went out and came in is counted at a glance. */
    private static final int DAY = 24;

    private final Jdbi jdbi;
    private final AccountViews accounts;
    private final Figures figures;
    private final Backlogs backlogs;
    private final WebhookSubscriptions subscriptions;

    Cockpit(Jdbi jdbi, AccountViews accounts, Figures figures, Backlogs backlogs, WebhookSubscriptions subscriptions) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.figures = figures;
        this.backlogs = backlogs;
        this.subscriptions = subscriptions;
    }

    /** All of it, for these stores. */
    public View of(Set<StoreId> stores) {
        var bound = accounts.ofStores(stores);
        var known = figures.of(bound.stream().map(AccountView::id).toList(), DAY);
        var byStore = bound.stream()
                .map(it -> CockpitAccount.of(it, known.apply(it.id())))
                .collect(groupingBy(it -> it.account().storeId()));
        return new View(checkedAt(), stores(stores, byStore), subscriptions.remembered(), backlogs.ofServer());
    }

    /** One account, hour by hour. Unbound ones too: their history stays. */
    public Detail of(AccountId account, int hours) {
        var view = accounts.get(account);
        var known = figures.of(List.of(view.id()), hours).apply(view.id());
        return new Detail(
                view,
                known.events(),
                known.backlog(),
                known.token(),
                known.sends(),
                known.recovery(),
                known.readBack(),
                hours(account, hours));
    }

    private List<CockpitStore> stores(Collection<StoreId> stores, Map<UUID, List<CockpitAccount>> accounts) {
        var ids = stores.stream().map(StoreId::value).toList();
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM store WHERE id = ANY(:ids) ORDER BY name, id")
                .bind("ids", SqlArray.of(UUID.class, ids))
                .map((row, context) -> {
                    var id = row.getObject("id", UUID.class);
                    var mode = OperationMode.valueOf(row.getString("operation_mode"));
                    return new CockpitStore(
                            id,
                            row.getString("name"),
                            row.getString("market"),
                            row.getString("time_zone"),
                            mode,
                            Probation.valueOf(row.getString("probation")),
                            unavailable(mode),
                            accounts.getOrDefault(id, List.of()));
                })
                .list());
    }

    /** What the shop platform would bring: of a fully managed store TikTok keeps it, and to no other it is connected yet. */
    private static List<Unavailable> unavailable(OperationMode mode) {
        var reason = mode == OperationMode.FULLY_MANAGED ? Reason.FULLY_MANAGED : Reason.NOT_CONNECTED;
        return Arrays.stream(ShopFeature.values())
                .map(it -> new Unavailable(it, reason))
                .toList();
    }

    private @Nullable Instant checkedAt() {
        return jdbi.withHandle(db -> db.createQuery("SELECT checked_at FROM health_check")
                .map((row, context) -> Columns.time(row, "checked_at"))
                .findOne()
                .orElse(null));
    }

    private List<Hour> hours(AccountId account, int hours) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT hour, coalesce(r.by_webhook, 0) AS by_webhook, coalesce(r.recovered, 0) AS recovered,
                            coalesce(r.duplicates, 0) AS duplicates, coalesce(r.late, 0) AS late,
                            coalesce(r.conversations_cut, 0) AS conversations_cut,
                            coalesce(r.lists_cut, 0) AS lists_cut,
                            coalesce(m.sent, 0) AS sent, coalesce(m.failed, 0) AS failed
                        FROM (SELECT * FROM recovery_hour
                              WHERE account_id = :account AND hour > now() - make_interval(hours => :hours)) AS r
                        FULL JOIN (SELECT date_trunc('hour', created_at, 'UTC') AS hour,
                                  count(*) FILTER (WHERE status IN ('SENT', 'DELIVERED', 'READ')) AS sent,
                                  count(*) FILTER (WHERE status = 'FAILED') AS failed
                              FROM message
                              WHERE account_id = :account AND direction = 'OUTBOUND' AND client_token IS NOT NULL
                                  AND created_at > now() - make_interval(hours => :hours)
                              GROUP BY 1) AS m USING (hour)
                        ORDER BY hour DESC
                        """)
                .bind("account", account.value())
                .bind("hours", hours)
                .map((row, context) -> new Hour(
                        Columns.time(row, "hour"),
                        row.getLong("by_webhook"),
                        row.getLong("recovered"),
                        row.getLong("duplicates"),
                        row.getLong("late"),
                        row.getLong("conversations_cut"),
                        row.getLong("lists_cut"),
                        row.getLong("sent"),
                        row.getLong("failed")))
                .list());
    }

    /** @param checkedAt when alerts were last held against the facts; null before the first time */
    @Schema(name = "Cockpit")
    public record View(
            @Nullable Instant checkedAt,
            List<CockpitStore> stores,
            List<WebhookSubscriptions.Remembered> subscriptions,
            Server server) {}

    /**
     * @param waiting webhooks that nobody has looked at yet
     * @param parked webhooks that could not be handled
     */
    @Schema(name = "ServerBacklog")
    public record Server(int waiting, @Nullable Instant oldestWaitingAt, int parked) {}

    public record CockpitStore(
            UUID id,
            String name,
            String market,
            String timeZone,
            OperationMode operationMode,
            Probation probation,
            List<Unavailable> unavailable,
            List<CockpitAccount> accounts) {}

    @Schema(name = "UnavailableFeature")
    public record Unavailable(ShopFeature feature, Reason reason) {}

    public enum ShopFeature {
        SHOP_CHAT,
        ORDERS,
        RETURNS
    }

    @Schema(name = "UnavailableReason")
    public enum Reason {
        /** The platform runs after-sales for this store, and the seller hardly reaches buyers. */
        FULLY_MANAGED,
        NOT_CONNECTED
    }

    public record CockpitAccount(
            AccountView account,
            Events events,
            Backlog backlog,
            Token token,
            Sends sends,
            Recovery recovery,
            ReadBack readBack) {

        static CockpitAccount of(AccountView account, AccountFigures known) {
            return new CockpitAccount(
                    account,
                    known.events(),
                    known.backlog(),
                    known.token(),
                    known.sends(),
                    known.recovery(),
                    known.readBack());
        }
    }

    /** @param hours those in which something happened, newest first */
    @Schema(name = "AccountHealthDetail")
    public record Detail(
            AccountView account,
            Events events,
            Backlog backlog,
            Token token,
            Sends sends,
            Recovery recovery,
            ReadBack readBack,
            List<Hour> hours) {}

    @Schema(name = "AccountHour")
    public record Hour(
            Instant hour,
            long byWebhook,
            long recovered,
            long duplicates,
            long late,
            long conversationsCut,
            long listsCut,
            long sent,
            long failed) {}
}
