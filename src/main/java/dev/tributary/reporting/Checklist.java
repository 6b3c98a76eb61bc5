package dev.tributary.reporting;

import dev.tributary.platform.address.PublicUrl;
import dev.tributary.store.WebhookSubscriptions;
import dev.tributary.store.WebhookSubscriptions.Remembered;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What leads from nothing to the first received message, in the order in which it is done. Each step is looked at and
 * not remembered: what was done may be undone.
 */
@ApplicationScoped
public class Checklist {

    private final AddressProbe probe;
    private final WebhookSubscriptions subscriptions;
    private final Jdbi jdbi;
    private final PublicUrl publicUrl;

    /** How the last test of the public address went, on this server: a test takes seconds if it fails. */
    private volatile @Nullable Item address;

    Checklist(AddressProbe probe, WebhookSubscriptions subscriptions, Jdbi jdbi, PublicUrl publicUrl) {
        this.probe = probe;
        this.subscriptions = subscriptions;
        this.jdbi = jdbi;
        this.publicUrl = publicUrl;
    }

    /** As far as is known. */
    public View known() {
        var last = address;
        return view(last == null ? testAddress() : last, subscriptions.remembered());
    }

    /** After asking everybody anew. */
    public View tested() {
        return view(testAddress(), subscriptions.ask());
    }

    private View view(Item publicAddress, List<Remembered> known) {
        var done = facts();
        var items = List.of(
                publicAddress,
                app(known),
                item(Step.STORE, done.store()),
                official(done),
                subscribed(Step.MESSAGES_SUBSCRIBED, known, false),
                subscribed(Step.COMMENTS_SUBSCRIBED, known, true),
                item(Step.COLLEAGUE, done.colleague()),
                item(Step.ON_DUTY, done.onDuty()),
                item(Step.FIRST_MESSAGE, done.message()));
        return new View(items, items.stream().allMatch(it -> it.state() == State.DONE));
    }

    private Item testAddress() {
        var reason = probe.test();
        var url = publicUrl.resolve("");
        var item = reason == null
                ? new Item(Step.PUBLIC_ADDRESS, State.DONE, Map.of("url", url))
                : new Item(Step.PUBLIC_ADDRESS, State.FAILED, Map.of("url", url, "reason", reason.name()));
        address = item;
        return item;
    }

    /** Whoever is told where TikTok reports to has the app's id and secret. */
    private Item app(List<Remembered> known) {
        if (!subscriptions.configured()) {
            return failed(Step.APP, "NOT_CONFIGURED", Map.of());
        }
        for (var it : known) {
            var failure = it.failure();
            if (failure != null) {
                return failed(Step.APP, it.refused() ? "REFUSED" : "NOT_REACHABLE", Map.of("failure", failure));
            }
        }
        return item(Step.APP, known.stream().allMatch(it -> it.checkedAt() != null));
    }

    private static Item official(Facts done) {
        return done.official() && !done.officialConnected()
                ? failed(Step.OFFICIAL_ACCOUNT, "NEEDS_RECONNECT", Map.of())
                : item(Step.OFFICIAL_ACCOUNT, done.official());
    }

    private static Item subscribed(Step step, List<Remembered> known, boolean comments) {
        var it = known.stream().filter(one -> one.forComments() == comments).findFirst();
        var warning = it.map(Remembered::warning);
        var url = it.map(Remembered::callbackUrl);
        if (warning.isEmpty() || url.isEmpty()) {
            return item(step, url.isPresent());
        }
        return failed(step, warning.get().name(), Map.of("callbackUrl", url.get()));
    }

    private static Item item(Step step, boolean done) {
        return new Item(step, done ? State.DONE : State.TODO, Map.of());
    }

    private static Item failed(Step step, String reason, Map<String, Object> more) {
        var args = new TreeMap<String, Object>(more);
        args.put("reason", reason);
        return new Item(step, State.FAILED, args);
    }

    private Facts facts() {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM store) AS store,
                            EXISTS (SELECT 1 FROM account WHERE role = 'OFFICIAL' AND unbound_at IS NULL) AS official,
                            EXISTS (SELECT 1 FROM account WHERE role = 'OFFICIAL' AND state = 'CONNECTED') AS connected,
                            EXISTS (SELECT 1 FROM agent a JOIN store_member m ON m.agent_id = a.id
                                WHERE a.role <> 'ADMIN' AND a.disabled_at IS NULL) AS colleague,
                            EXISTS (SELECT 1 FROM agent_load l JOIN agent a ON a.id = l.agent_id
                                WHERE l.duty = 'ON' AND a.disabled_at IS NULL) AS on_duty,
                            EXISTS (SELECT 1 FROM conversation WHERE first_inbound_at IS NOT NULL) AS message
                        """)
                .map((row, context) -> new Facts(
                        row.getBoolean("store"),
                        row.getBoolean("official"),
                        row.getBoolean("connected"),
                        row.getBoolean("colleague"),
                        row.getBoolean("on_duty"),
                        row.getBoolean("message")))
                .one());
    }

    private record Facts(
            boolean store,
            boolean official,
            boolean officialConnected,
            boolean colleague,
            boolean onDuty,
            boolean message) {}

    @Schema(name = "Checklist")
    public record View(List<Item> items, boolean done) {}

    /** @param args what a text about it needs; a step that failed says its {@code reason} */
    @Schema(name = "ChecklistItem")
    public record Item(Step step, State state, Map<String, Object> args) {}

    @Schema(name = "ChecklistState")
    public enum State {
        DONE,
        TODO,
        /** It was tried, or done, and does not work. */
        FAILED
    }

    @Schema(name = "ChecklistStep")
    public enum Step {
        /** TikTok and browsers reach this server. */
        PUBLIC_ADDRESS,
        /** TikTok accepts the app's id and secret. */
        APP,
        STORE,
        OFFICIAL_ACCOUNT,
        MESSAGES_SUBSCRIBED,
        COMMENTS_SUBSCRIBED,
        /** Somebody beside the admins may see a store. */
        COLLEAGUE,
        ON_DUTY,
        FIRST_MESSAGE
    }
}
