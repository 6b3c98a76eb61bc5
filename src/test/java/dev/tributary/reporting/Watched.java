package dev.tributary.reporting;

import dev.tributary.store.AccountAlert;
import dev.tributary.store.AccountView;
import dev.tributary.store.AccountViews;
import dev.tributary.store.AlertKind;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.StoreId;
import dev.tributary.testing.Given;
import io.quarkus.arc.Arc;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** A store of its own with one account that is well. */
record Watched(StoreId store, BoundAccount account) {

    static final String EVERYTHING = "comment.list,comment.list.manage,message.list.read,message.list.send,video.list";

    static Watched open() {
        var store = Given.aStore();
        var account = Given.anAccountOf(store);
        var watched = new Watched(store, account);
        watched.sql("UPDATE store SET name = 'Kettle ' || :store WHERE id = :store");
        watched.sql("UPDATE account SET scopes = '" + EVERYTHING + "' WHERE id = :account");
        return watched;
    }

    /** May speak of {@code :store}, {@code :account} and {@code :openId}. */
    void sql(String statement) {
        jdbi().useHandle(db -> db.createUpdate(statement)
                .configure(SqlStatements.class, it -> it.setUnusedBindingAllowed(true))
                .bind("store", store.value())
                .bind("account", account.id().value())
                .bind("openId", account.externalId())
                .execute());
    }

    void repliesBecame(String status, String code, int count) {
        for (int i = 0; i < count; i++) {
            sql("""
                    INSERT INTO message (id, store_id, account_id, conversation_id, direction, type, sent_at, status,
                        failure_code, client_token, created_at)
                    VALUES ('%s', :store, :account, '%s', 'OUTBOUND', 'TEXT', now(), '%s', %s, 'token', now())
                    """.formatted(UUID.randomUUID(), UUID.randomUUID(), status, code));
        }
    }

    /** A webhook that speaks of the account came minutes ago. */
    void webhookCame(String then) {
        sql("""
                WITH came AS (
                    INSERT INTO raw_event (platform, body_hash, body, signed_at, received_at)
                    VALUES ('TIKTOK_BUSINESS', sha256(convert_to(:openId, 'UTF8')),
                        convert_to('{"user_openid":"' || :openId || '","content":""}', 'UTF8'), now(),
                        now() - interval '5 minutes')
                    ON CONFLICT (platform, body_hash) DO UPDATE SET signed_at = now() RETURNING id
                )
                """ + then);
    }

    AccountView shown() {
        return Arc.container().instance(AccountViews.class).get().get(account.id());
    }

    List<AlertKind> alerts() {
        return shown().alerts().stream().map(AccountAlert::kind).toList();
    }

    int rows(AlertKind kind) {
        return number("SELECT count(*) FROM account_alert WHERE account_id = ? AND kind = '" + kind + "'");
    }

    int changes() {
        return number("SELECT count(*) FROM change WHERE subject_id = ? AND type = 'account.changed'");
    }

    private int number(String sql) {
        return jdbi().withHandle(db -> db.createQuery(sql)
                .bind(0, account.id().value())
                .mapTo(Integer.class)
                .one());
    }

    static Jdbi jdbi() {
        return Arc.container().instance(Jdbi.class).get();
    }
}
