package dev.tributary.conversation;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Surface;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountId;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.StoreProblem;
import dev.tributary.store.governor.AccountCalls;
import dev.tributary.store.governor.CallPriority;
import dev.tributary.store.governor.NotNowException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * TikTok's switch for answering an account's comments by direct message. TikTok keeps it, so it is asked, and its word is
 * kept for a while. Call it outside of transactions.
 */
@ApplicationScoped
public class PrivateReplySwitch {

    private static final Logger LOG = Logger.getLogger(PrivateReplySwitch.class);

    /** TikTok is not asked at every look when it does not answer. */
    private static final Duration UNANSWERED_KEPT = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final AccountCalls calls;
    private final Connectors connectors;
    private final PrivateReplyRules rules;
    private final Audit audit;
    private final Clock clock;

    PrivateReplySwitch(
            Jdbi jdbi,
            Accounts accounts,
            AccountCalls calls,
            Connectors connectors,
            PrivateReplyRules rules,
            Audit audit,
            Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.calls = calls;
        this.connectors = connectors;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    /** How it stands. */
    public enum Position {
        ON,
        OFF,
        /** TikTok could not be asked. It will say when a reply is sent. */
        UNKNOWN,
        /** Nobody has said in which country the account is registered, so TikTok was not asked. */
        UNKNOWN_MARKET,
        /** TikTok does not offer it where the account is registered. */
        NOT_IN_THIS_MARKET
    }

    public Position of(AccountId account) {
        var market = jdbi.withHandle(db -> db.createQuery("SELECT coalesce(market, '') FROM account WHERE id = :id")
                .bind("id", account.value())
                .mapTo(String.class)
                .findOne()
                .orElseThrow(AccountId::unknown));
        if (market.isEmpty()) {
            return Position.UNKNOWN_MARKET;
        }
        if (!rules.markets().contains(market)) {
            return Position.NOT_IN_THIS_MARKET;
        }
        var kept = kept(account);
        return kept.isPresent() ? kept.get().state() : ask(account);
    }

    /** Has TikTok's word be known, and not too old, of the account of a thread of comments. */
    void freshen(ConversationId conversation) {
        jdbi.withHandle(db -> db.createQuery(
                                "SELECT account_id FROM conversation WHERE id = :id AND surface = :surface")
                        .bind("id", conversation.value())
                        .bind("surface", Surface.COMMENT)
                        .mapTo(UUID.class)
                        .findOne())
                .ifPresent(it -> of(new AccountId(it)));
    }

    /**
     * Switches it.
     *
     * @throws ProblemException saying what TikTok said
     */
    public Position turn(AgentId by, AccountId account, boolean on) {
        var bound = accounts.find(account).orElseThrow(() -> disconnected(account));
        var connector = connectors
                .of(bound.platform())
                .orElseThrow(() -> new ProblemException(
                        StoreProblem.PLATFORM_NOT_CONFIGURED, "Set up TikTok API for Business on this server."));
        try {
            calls.ask(bound, ApiCall.PRIVATE_REPLIES, CallPriority.REPLY, credentials -> {
                connector.replyPrivately(bound.ref(), credentials, on);
                return on;
            });
        } catch (NotNowException e) {
            LOG.debugf("Not switched: account=%s because=%s", account, e.getMessage());
            throw failed("TikTok takes no more calls at the moment.");
        } catch (AccountDisconnectedException e) {
            LOG.debugf("%s", e.getMessage());
            throw disconnected(account);
        } catch (ConnectorException e) {
            // It may or may not have been done.
            forget(account);
            throw failed("TikTok said: " + e.getMessage());
        }
        QuarkusTransaction.requiringNew().run(() -> {
            remember(account, on);
            audit.record(
                    by,
                    bound.store().value(),
                    on ? "account.private-replies-on" : "account.private-replies-off",
                    account.toString(),
                    "");
        });
        return on ? Position.ON : Position.OFF;
    }

    private Position ask(AccountId account) {
        var bound = accounts.find(account);
        var connector = bound.flatMap(it -> connectors.of(it.platform()));
        if (bound.isEmpty() || connector.isEmpty()) {
            return Position.UNKNOWN;
        }
        var on = ask(bound.get(), connector.get());
        remember(account, on.orElse(null));
        return on.map(it -> it ? Position.ON : Position.OFF).orElse(Position.UNKNOWN);
    }

    private Optional<Boolean> ask(BoundAccount account, Connector connector) {
        try {
            return Optional.of(calls.ask(
                    account,
                    ApiCall.PRIVATE_REPLIES,
                    CallPriority.REPLY,
                    credentials -> connector.repliesPrivately(account.ref(), credentials)));
        } catch (AccountDisconnectedException | ConnectorException e) {
            LOG.debugf("Not told whether replies are private: account=%s because=%s", account.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Kept> kept(AccountId account) {
        return jdbi.withHandle(db -> db.createQuery(
                                "SELECT enabled::text, asked_at FROM private_reply_switch WHERE account_id = :id")
                        .bind("id", account.value())
                        .map((row, context) -> new Kept(row.getString("enabled"), row.getTimestamp("asked_at")))
                        .findOne())
                .filter(it -> it.askedAt()
                        .toInstant()
                        .plus(it.enabled() == null ? UNANSWERED_KEPT : rules.switchKept())
                        .isAfter(clock.instant()));
    }

    private void remember(AccountId account, @Nullable Boolean on) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO private_reply_switch VALUES (:id, :on, :now)
                        ON CONFLICT (account_id) DO UPDATE SET enabled = excluded.enabled, asked_at = excluded.asked_at
                        """)
                .bind("id", account.value())
                .bind("on", on)
                .bind("now", clock.instant())
                .execute());
    }

    private void forget(AccountId account) {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM private_reply_switch WHERE account_id = :id")
                .bind("id", account.value())
                .execute());
    }

    private static ProblemException disconnected(AccountId account) {
        return new ProblemException(
                StoreProblem.ACCOUNT_DISCONNECTED,
                "There is no token for account " + account + " that works. Connect the account again.");
    }

    private static ProblemException failed(String failure) {
        return new ProblemException(StoreProblem.PLATFORM_CALL_FAILED, failure + " Try again later.");
    }

    private record Kept(@Nullable String enabled, Timestamp askedAt) {

        Position state() {
            if (enabled == null) {
                return Position.UNKNOWN;
            }
            return enabled.equals("true") ? Position.ON : Position.OFF;
        }
    }
}
