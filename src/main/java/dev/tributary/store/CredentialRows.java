package dev.tributary.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tributary.connector.Grant;
import dev.tributary.connector.Platform;
import dev.tributary.platform.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The tokens of accounts, encrypted.
 *
 * <p>A row is recognised by the ciphertext of its access token, which is never the same twice: what was decided about
 * one token is written only while it is still that token.
 */
@ApplicationScoped
class CredentialRows {

    private static final String CONNECTED = """
            SELECT a.platform, c.account_id, c.access_token, c.access_expires_at, c.refresh_token
            FROM account_credential c JOIN account a ON a.id = c.account_id AND a.state = 'CONNECTED'
            """;

    private final Jdbi jdbi;
    private final Secrets secrets;
    private final Clock clock;

    CredentialRows(Jdbi jdbi, Secrets secrets, Clock clock) {
        this.jdbi = jdbi;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Empty unless the account is connected. */
    Optional<StoredCredential> connected(AccountId account) {
        return jdbi.withHandle(db -> db.createQuery(CONNECTED + "WHERE c.account_id = :account")
                .bind("account", account.value())
                .map(CredentialRows::read)
                .findOne());
    }

    /**
     * Connected accounts whose access token ends soon, in no order: one that cannot be renewed must not stand before
     * all others. Up to a third of the lead is taken off by account, so that accounts bound together are not renewed
     * together for ever.
     */
    List<StoredCredential> endingWithin(Duration lead, int limit) {
        return jdbi.withHandle(db -> db.createQuery(CONNECTED + """
                          WHERE c.access_expires_at
                                  < :until::timestamptz - :jitter * abs(hashtext(c.account_id::text) % 1000) * interval '1 ms'
                              AND (c.lease_until IS NULL OR c.lease_until < clock_timestamp())
                          ORDER BY random() LIMIT :limit
                          """)
                .bind("until", clock.instant().plus(lead))
                .bind("jitter", lead.toMillis() / 3_000)
                .bind("limit", limit)
                .map(CredentialRows::read)
                .list());
    }

    /** Replaces whatever the account had. */
    void put(AccountId account, Grant grant) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO account_credential AS c (account_id, access_token, access_expires_at,
                            refresh_token, refresh_expires_at, refreshed_at)
                        VALUES (:account, :access, :accessExpires, :refresh, :refreshExpires, :now)
                        ON CONFLICT (account_id) DO UPDATE SET
                            access_token = excluded.access_token, access_expires_at = excluded.access_expires_at,
                            refresh_token = excluded.refresh_token, refresh_expires_at = excluded.refresh_expires_at,
                            refreshed_at = excluded.refreshed_at, lease_until = NULL, unanswered = false,
                            renewal_failures = 0, renewal_failure = NULL
                        """)
                .bind("account", account.value())
                .bind("access", secrets.encrypt(grant.accessToken(), accessPlace(account)))
                .bind("accessExpires", grant.accessExpiresAt())
                .bind("refresh", secrets.encrypt(grant.refreshToken(), refreshPlace(account)))
                .bind("refreshExpires", grant.refreshExpiresAt())
                .bind("now", clock.instant())
                .execute());
    }

    /**
     * Nobody else may renew this token until the lease ends, by the database's clock.
     *
     * @return whether an earlier renewal of it went unanswered, be it that whoever asked died; empty if somebody else is
     *     renewing it, or has
     */
    Optional<Boolean> lease(StoredCredential seen, Duration lease) {
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE account_credential
                        SET lease_until = clock_timestamp() + :millis * interval '1 ms',
                            unanswered = unanswered OR lease_until IS NOT NULL
                        WHERE account_id = :account AND access_token = :seen
                            AND (lease_until IS NULL OR lease_until < clock_timestamp())
                        RETURNING unanswered
                        """)
                .bind("millis", lease.toMillis())
                .bind("account", seen.account().value())
                .bind("seen", seen.accessCipher())
                .mapTo(Boolean.class)
                .findOne());
    }

    /**
     * It was not renewed.
     *
     * @param unanswered nobody knows what became of the renewal
     */
    void release(StoredCredential seen, boolean unanswered, String because) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE account_credential SET lease_until = NULL, unanswered = unanswered OR :unanswered,
                            renewal_failures = renewal_failures + 1, renewal_failure = left(:because, 500)
                        WHERE account_id = :account AND access_token = :seen
                        """)
                .bind("unanswered", unanswered)
                .bind("because", because)
                .bind("account", seen.account().value())
                .bind("seen", seen.accessCipher())
                .execute());
    }

    /** Whether it is still this token that the account has. Locks the row, so that the answer holds until the end. */
    boolean lockIfStill(StoredCredential seen) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT 1 FROM account_credential
                        WHERE account_id = :account AND access_token = :seen FOR UPDATE
                        """)
                .bind("account", seen.account().value())
                .bind("seen", seen.accessCipher())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Accounts whose consent came nearer to its end than was told, or was given anew, and their stores. */
    Map<AccountId, StoreId> noticeConsents() {
        var now = clock.instant();
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE account_credential c SET consent_notice = due.notice
                        FROM (
                            SELECT account_id, CASE
                                WHEN refresh_expires_at <= :ended THEN 'ENDED'
                                WHEN refresh_expires_at <= :day THEN 'DAY'
                                WHEN refresh_expires_at <= :week THEN 'WEEK'
                                WHEN refresh_expires_at <= :month THEN 'MONTH' END AS notice
                            FROM account_credential) AS due, account a
                        WHERE c.account_id = due.account_id AND a.id = c.account_id
                            AND c.consent_notice IS DISTINCT FROM due.notice
                        RETURNING a.id, a.store_id
                        """)
                .bind("ended", ConsentNotice.ENDED.from(now))
                .bind("day", ConsentNotice.DAY.from(now))
                .bind("week", ConsentNotice.WEEK.from(now))
                .bind("month", ConsentNotice.MONTH.from(now))
                .map((row, context) -> Map.entry(
                        new AccountId(row.getObject("id", UUID.class)),
                        new StoreId(row.getObject("store_id", UUID.class))))
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void delete(AccountId account) {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM account_credential WHERE account_id = :account")
                .bind("account", account.value())
                .execute());
    }

    String accessToken(StoredCredential stored) {
        return secrets.decrypt(stored.accessCipher(), accessPlace(stored.account()));
    }

    String refreshToken(StoredCredential stored) {
        return secrets.decrypt(stored.refreshCipher(), refreshPlace(stored.account()));
    }

    private static String accessPlace(AccountId account) {
        return "account_credential:" + account + ":access";
    }

    private static String refreshPlace(AccountId account) {
        return "account_credential:" + account + ":refresh";
    }

    private static StoredCredential read(ResultSet row, StatementContext context) throws SQLException {
        return new StoredCredential(
                new AccountId(row.getObject("account_id", UUID.class)),
                Platform.valueOf(row.getString("platform")),
                row.getBytes("access_token"),
                row.getObject("access_expires_at", OffsetDateTime.class).toInstant(),
                row.getBytes("refresh_token"));
    }

    /** The tokens of a connected account as they were read, still encrypted. */
    record StoredCredential(
            AccountId account, Platform platform, byte[] accessCipher, Instant accessExpiresAt, byte[] refreshCipher) {

        /** Whether it is the same grant: a ciphertext is never the same twice. */
        boolean isSameAs(StoredCredential other) {
            return Arrays.equals(accessCipher, other.accessCipher);
        }
    }
}
