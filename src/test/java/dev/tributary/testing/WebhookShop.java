package dev.tributary.testing;

import dev.tributary.connector.Platform;
import dev.tributary.store.AccountId;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.StoreId;
import io.quarkus.arc.Arc;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A store with one connected account. Every one is new, so tests do not meet in each other's data. */
public record WebhookShop(UUID store, UUID account, String openId) {

    private static final UUID BINDER = UUID.fromString("00000000-0000-4000-8000-000000000001");

    public static WebhookShop open() {
        return open(1, null).get(0);
    }

    /**
     * Many at once.
     *
     * @param commentAuthor by which id all of them sign their comments, if that is known
     */
    public static List<WebhookShop> open(int count, @Nullable String commentAuthor) {
        var shops = Stream.generate(WebhookShop::unbound).limit(count).toList();
        insert(shops);
        bind(shops, commentAuthor);
        return shops;
    }

    /** A store whose account nobody has connected yet. */
    public static WebhookShop withoutAccount() {
        var shop = unbound();
        insert(List.of(shop));
        return shop;
    }

    /** The names of a store and an account that are not there. */
    public static WebhookShop unbound() {
        var account = UUID.randomUUID();
        return new WebhookShop(UUID.randomUUID(), account, "-000" + account);
    }

    /** Connects the account, without telling anybody. */
    public void bind() {
        bind(List.of(this), null);
    }

    private static void insert(List<WebhookShop> shops) {
        jdbi().useHandle(db -> {
            db.execute("""
                    INSERT INTO agent (id, email, name, role, password_hash, created_at)
                    VALUES (?, 'binder@example.com', 'Binder', 'ADMIN', '-', now()) ON CONFLICT DO NOTHING
                    """, BINDER);
            db.createUpdate("""
                            INSERT INTO store SELECT s, 'Kettle', 'PH', 'Asia/Manila', 'SELF_OPERATED', 'PASSED', 'K', '1',
                                now() FROM unnest(:stores) AS s
                            """)
                    .bindArray(
                            "stores",
                            UUID.class,
                            shops.stream().map(WebhookShop::store).toList())
                    .execute();
        });
    }

    private static void bind(List<WebhookShop> shops, @Nullable String commentAuthor) {
        jdbi().useHandle(db -> db.createUpdate("""
                        INSERT INTO account (id, store_id, platform, role, slot, external_id, state, scopes,
                            comment_author_id, bound_by, bound_at)
                        SELECT a, s, 'TIKTOK_BUSINESS', 'CHANNEL', 1, '-000' || a, 'CONNECTED', '', :author, :by, now()
                        FROM unnest(:accounts, :stores) AS n (a, s)
                        """)
                .bindArray(
                        "accounts",
                        UUID.class,
                        shops.stream().map(WebhookShop::account).toList())
                .bindArray(
                        "stores",
                        UUID.class,
                        shops.stream().map(WebhookShop::store).toList())
                .bind("author", commentAuthor)
                .bind("by", BINDER)
                .execute());
    }

    public BoundAccount bound(@Nullable String commentAuthor) {
        return new BoundAccount(
                new AccountId(account),
                new StoreId(store),
                Platform.TIKTOK_BUSINESS,
                openId,
                null,
                null,
                commentAuthor);
    }

    private static Jdbi jdbi() {
        return Arc.container().instance(Jdbi.class).get();
    }
}
