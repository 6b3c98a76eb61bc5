package dev.tributary.store;

import dev.tributary.connector.Platform;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Stores and accounts for tests, bound as people bind them. */
@ApplicationScoped
class BindingTester {

    static final LegalEntity OURS = new LegalEntity("Acme 有限公司", "9144-EXAMPLE");

    private static final Pattern STATE = Pattern.compile("state=([^&]+)");

    private final StoreService stores;
    private final AccountBinding binding;
    private final AccountViews views;
    private final Jdbi jdbi;

    BindingTester(StoreService stores, AccountBinding binding, AccountViews views, Jdbi jdbi) {
        this.stores = stores;
        this.binding = binding;
        this.views = views;
        this.jdbi = jdbi;
    }

    AgentId anAdmin() {
        var id = UUID.randomUUID();
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO agent (id, email, name, role, password_hash, created_at)"
                        + " VALUES (?, ?, 'Mina', 'ADMIN', '-', now())",
                id,
                id + "@example.com"));
        return new AgentId(id);
    }

    StoreId aStore(Probation probation) {
        return aStore(probation, OperationMode.SELF_OPERATED);
    }

    StoreId aStore(Probation probation, OperationMode mode) {
        var market = Market.of("PH").orElseThrow();
        return stores.create(
                        anAdmin(),
                        new Store.Details("Kettle", market, market.timeZone(), mode, probation, OURS, null, null, null),
                        StoreHistory.Ground.NONE)
                .id();
    }

    /** The {@code state} of a binding that was begun. */
    String begin(StoreId store, AgentId admin, AccountRole role) {
        return begin(store, admin, request(role));
    }

    String begin(StoreId store, AgentId admin, BindingRequest request) {
        return state(binding.begin(store, admin, sessionOf(admin), request).authorizationUrl());
    }

    BindingOutcome bind(StoreId store, AgentId admin, AccountRole role, String externalId) {
        return come(admin, begin(store, admin, role), "code-of-" + externalId);
    }

    BindingOutcome bind(StoreId store, AgentId admin, BindingRequest request, String externalId) {
        return come(admin, begin(store, admin, request), "code-of-" + externalId);
    }

    BindingOutcome come(AgentId admin, String state, @Nullable String code) {
        return come(new Visitor(admin, sessionOf(admin)), state, code);
    }

    BindingOutcome come(Visitor visitor, String state, @Nullable String code) {
        return binding.complete(Platform.TIKTOK_BUSINESS, visitor, state, code);
    }

    /** What a program begins, which calls with a token of this admin's. */
    String beginByProgram(StoreId store, AgentId admin) {
        return state(
                binding.begin(store, admin, null, request(AccountRole.CHANNEL)).authorizationUrl());
    }

    void lowerRole(AgentId admin) {
        jdbi.useHandle(db -> db.execute("UPDATE agent SET role = 'AGENT' WHERE id = ?", admin.value()));
    }

    void change(StoreId store, AgentId admin, Probation probation) {
        stores.change(
                admin,
                store,
                new Store.Details(null, null, null, null, probation, null, null, null, null),
                StoreHistory.Ground.NONE);
    }

    /** As if it had been done that much earlier. */
    void boundEarlier(StoreId store, String interval) {
        jdbi.useTransaction(db -> {
            db.execute(
                    "UPDATE account SET bound_at = bound_at - ?::interval WHERE store_id = ?", interval, store.value());
            db.execute(
                    "UPDATE account_link SET linked_at = linked_at - ?::interval WHERE store_id = ?",
                    interval,
                    store.value());
        });
    }

    void unbind(StoreId store, AgentId admin, String externalId) {
        unbind(store, admin, new AccountId(bound(store, externalId).id()));
    }

    void unbind(StoreId store, AgentId admin, AccountId account) {
        binding.unbind(admin, account, store);
    }

    /** The one login of an admin; other logins are others'. */
    static SessionId sessionOf(AgentId admin) {
        return SessionId.fromString(admin.value().toString().replace("-", "").repeat(2));
    }

    /** The account, with its tokens on disk. */
    AccountView bound(StoreId store, String externalId) {
        return accounts(store).stream()
                .filter(it -> it.externalId().equals(externalId))
                .findFirst()
                .orElseThrow();
    }

    List<AccountView> accounts(StoreId store) {
        return views.ofStore(store);
    }

    /** A connected channel account of a new store. */
    AccountId anAccount() {
        var store = aStore(Probation.PASSED);
        var externalId = "-000" + UUID.randomUUID();
        bind(store, anAdmin(), AccountRole.CHANNEL, externalId);
        return new AccountId(bound(store, externalId).id());
    }

    static BindingRequest request(AccountRole role) {
        return new BindingRequest(role, Platform.TIKTOK_BUSINESS, role == AccountRole.OFFICIAL ? OURS : null);
    }

    private static String state(URI authorizationUrl) {
        var matcher = STATE.matcher(authorizationUrl.toString());
        if (!matcher.find()) {
            throw new AssertionError("no state in " + authorizationUrl);
        }
        return matcher.group(1);
    }
}
