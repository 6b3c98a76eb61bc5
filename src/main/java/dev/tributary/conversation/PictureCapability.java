package dev.tributary.conversation;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Surface;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountId;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.governor.AccountCalls;
import dev.tributary.store.governor.CallPriority;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Whether TikTok takes pictures in a conversation. It is TikTok that knows, so it is asked, and its word is kept for a
 * while. Call it outside of transactions.
 */
@ApplicationScoped
public class PictureCapability {

    private static final Logger LOG = Logger.getLogger(PictureCapability.class);

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final AccountCalls calls;
    private final Connectors connectors;
    private final Clock clock;
    private final Duration kept;

    PictureCapability(
            Jdbi jdbi, Accounts accounts, AccountCalls calls, Connectors connectors, Clock clock, PictureRules rules) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.calls = calls;
        this.connectors = connectors;
        this.clock = clock;
        this.kept = rules.capabilityKept();
    }

    /** What is known of it. */
    public enum Pictures {
        POSSIBLE,
        /** A thread of comments takes words only. */
        NOT_IN_COMMENTS,
        /** TikTok says no: the account or the customer is in a country without. */
        NOT_IN_THIS_CONVERSATION,
        /** TikTok could not be asked. It will say when a picture is sent. */
        UNKNOWN
    }

    /** Refuses where it is known not to work. */
    public void require(ConversationId id) {
        switch (of(id)) {
            case POSSIBLE, UNKNOWN -> {}
            case NOT_IN_COMMENTS ->
                throw new ProblemException(
                        ConversationProblem.IMAGES_NOT_POSSIBLE,
                        "Answer a comment with words, or in a direct message.");
            case NOT_IN_THIS_CONVERSATION ->
                throw new ProblemException(
                        ConversationProblem.IMAGES_NOT_POSSIBLE,
                        "TikTok takes no pictures between your account's country and the customer's. Send words.");
        }
    }

    public Pictures of(ConversationId id) {
        return find(id).map(it -> it.surface() == Surface.DM ? of(it) : Pictures.NOT_IN_COMMENTS)
                .orElseThrow(ConversationId::unknown);
    }

    private Pictures of(Asked conversation) {
        var askedAt = conversation.askedAt();
        if (askedAt.isPresent() && askedAt.get().plus(kept).isAfter(clock.instant())) {
            return conversation.possible() ? Pictures.POSSIBLE : Pictures.NOT_IN_THIS_CONVERSATION;
        }
        var account = accounts.find(conversation.account());
        var connector = account.flatMap(it -> connectors.of(it.platform()));
        if (account.isEmpty()
                || connector.isEmpty()
                || conversation.externalId().equals(ConversationService.WITHHELD)) {
            return Pictures.UNKNOWN;
        }
        return ask(conversation, account.get(), connector.get());
    }

    private Pictures ask(Asked conversation, BoundAccount account, Connector connector) {
        try {
            var possible = calls.ask(
                    account,
                    ApiCall.CAPABILITIES,
                    CallPriority.REPLY,
                    credentials -> connector.takesPictures(
                            account.ref(), credentials, conversation.externalId(), conversation.answered()));
            remember(conversation.id(), possible);
            return possible ? Pictures.POSSIBLE : Pictures.NOT_IN_THIS_CONVERSATION;
        } catch (AccountDisconnectedException | ConnectorException e) {
            LOG.debugf(
                    "Not told whether pictures are taken: conversation=%s because=%s",
                    conversation.id(), e.getMessage());
            return Pictures.UNKNOWN;
        }
    }

    private Optional<Asked> find(ConversationId id) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT c.id, c.account_id, c.surface, c.external_id, p.possible, p.asked_at,
                            EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id AND m.direction = 'OUTBOUND'
                                AND m.remote_id IS NOT NULL) AS answered
                        FROM conversation c LEFT JOIN picture_capability p ON p.conversation_id = c.id
                        WHERE c.id = :id
                        """)
                .bind("id", id.value())
                .map((row, context) -> new Asked(
                        row.getObject("id", UUID.class),
                        new AccountId(row.getObject("account_id", UUID.class)),
                        Surface.valueOf(row.getString("surface")),
                        row.getString("external_id"),
                        row.getBoolean("answered"),
                        row.getBoolean("possible"),
                        Optional.ofNullable(row.getTimestamp("asked_at")).map(Timestamp::toInstant)))
                .findOne());
    }

    private void remember(UUID conversation, boolean possible) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO picture_capability VALUES (:id, :possible, :now)
                        ON CONFLICT (conversation_id) DO UPDATE SET possible = excluded.possible, asked_at = excluded.asked_at
                        """)
                .bind("id", conversation)
                .bind("possible", possible)
                .bind("now", clock.instant())
                .execute());
    }

    private record Asked(
            UUID id,
            AccountId account,
            Surface surface,
            String externalId,
            boolean answered,
            boolean possible,
            Optional<Instant> askedAt) {}
}
