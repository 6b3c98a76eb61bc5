package dev.tributary.testing;

import dev.tributary.connector.InboundEvent;
import dev.tributary.conversation.Arrival;
import dev.tributary.conversation.ConversationIngest;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.secret.Secrets;
import dev.tributary.store.AccountId;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.StoreId;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Clock;
import java.util.Arrays;
import org.jdbi.v3.core.Jdbi;

/** What a test begins with. Everything is new, so tests do not meet in each other's data. */
public final class Given {

    private Given() {}

    public static StoreId aStore() {
        var id = Ids.next();
        jdbi().useHandle(db -> db.execute(
                "INSERT INTO store VALUES (?, 'Kettle', 'PH', 'Asia/Manila', 'SELF_OPERATED', 'PASSED', 'K', '1', now())",
                id));
        return new StoreId(id);
    }

    public static AgentId anAgentOf(StoreId store) {
        return Colleague.agentOf(store.value()).id();
    }

    /** Connected, with tokens {@code token-…} that last, whatever connector there is. The first of a store is official. */
    public static BoundAccount anAccountOf(StoreId store) {
        var id = new AccountId(Ids.next());
        var secrets = bean(Secrets.class);
        var admin = Colleague.admin().id();
        jdbi().useHandle(db -> {
            db.execute(
                    "INSERT INTO account (id, store_id, platform, role, slot, external_id, handle, state, scopes, bound_by,"
                            + " bound_at) SELECT ?, ?, 'TIKTOK_BUSINESS', CASE n WHEN 0 THEN 'OFFICIAL' ELSE 'CHANNEL' END,"
                            + " n, ?, 'kettle', 'CONNECTED', '', ?, now()"
                            + " FROM (SELECT count(*)::int AS n FROM account WHERE store_id = ?) AS others",
                    id.value(),
                    store.value(),
                    "-000" + id,
                    admin.value(),
                    store.value());
            db.execute(
                    "INSERT INTO account_credential VALUES (?, ?, now() + interval '1 day', ?, now() + interval '1 year',"
                            + " now())",
                    id.value(),
                    secrets.encrypt("token-" + id, "account_credential:" + id + ":access"),
                    secrets.encrypt("refresh-" + id, "account_credential:" + id + ":refresh"));
        });
        return bean(Accounts.class).find(id).orElseThrow();
    }

    /** A customer has written to the account. */
    public static DirectMessages aCustomerOf(BoundAccount account) {
        var name = Ids.next().toString();
        var thread = new DirectMessages(account, "thread-" + name, "person-" + name);
        thread.customerSays("do you ship?");
        return thread;
    }

    /** The platform tells it, and it is applied at once. */
    public static void happened(BoundAccount account, InboundEvent... events) {
        var now = bean(Clock.class).instant();
        var arrivals =
                Arrays.stream(events).map(it -> new Arrival(it, account, now)).toList();
        QuarkusTransaction.requiringNew()
                .run(() -> bean(ConversationIngest.class).apply(arrivals));
    }

    static Jdbi jdbi() {
        return bean(Jdbi.class);
    }

    static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
