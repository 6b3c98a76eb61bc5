package dev.tributary.conversation;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.Listed;
import dev.tributary.connector.Post;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountId;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.governor.AccountCalls;
import dev.tributary.store.governor.CallPriority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * The posts of an account, to be shared in its conversations. The platform is asked only as far back as somebody looks,
 * and what it said is kept for a moment. Call it outside of transactions.
 */
@ApplicationScoped
public class OwnPosts {

    private static final Logger LOG = Logger.getLogger(OwnPosts.class);

    /** Somebody who has just published something wants to find it. */
    private static final Duration NEWEST_KEPT = Duration.ofMinutes(2);

    /** A search may look at so many pages before it answers with what it has. */
    private static final int PAGES_AT_ONCE = 3;

    private final Jdbi jdbi;
    private final PostRows rows;
    private final Accounts accounts;
    private final AccountCalls calls;
    private final Connectors connectors;
    private final Clock clock;

    OwnPosts(Jdbi jdbi, PostRows rows, Accounts accounts, AccountCalls calls, Connectors connectors, Clock clock) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.accounts = accounts;
        this.calls = calls;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** Whether a list is all that TikTok has, and if not, why. */
    public enum State {
        CURRENT,
        /** The account has to be connected again. */
        DISCONNECTED,
        /** The account does not let us see its posts. */
        NOT_ALLOWED,
        /** TikTok takes no more calls at the moment. */
        BUSY,
        /** TikTok did not answer, or not with a list. */
        UNREACHABLE
    }

    /** @param state why there may be posts that are not in it */
    public record Found(Page<OwnPost> page, State state) {}

    /** Newest first. A page may be short although another follows. */
    public Found find(AccountId id, String words, PageLimit limit, Optional<Cursor> before) {
        var account = accounts.find(id).orElseThrow(OwnPosts::unbound);
        var state = before.isPresent() ? State.CURRENT : refresh(account);
        var page = rows.page(account, words, limit, before);
        for (var asked = 0; isOpen(account, page) && state == State.CURRENT && asked < PAGES_AT_ONCE; asked++) {
            var further = furtherPage(account);
            if (further.isEmpty()) {
                return new Found(page, state);
            }
            state = goOn(account, further.get());
            page = rows.page(account, words, limit, before);
        }
        return page.next() == null && furtherPage(account).isPresent()
                ? new Found(new Page<>(page.items(), rows.after(account, page, before)), state)
                : new Found(page, state);
    }

    /** Whether posts that nobody has listed yet may belong into it: of one moment they have no order that TikTok knows. */
    private boolean isOpen(BoundAccount account, Page<OwnPost> page) {
        if (page.next() == null) {
            return true;
        }
        var last = page.items().get(page.items().size() - 1);
        return !rows.isAfterOldest(account, last);
    }

    /** Refuses a post that is known not to be of the account that this conversation is with. */
    public void require(ConversationId conversation, String externalId) {
        var account = accountOf(conversation);
        if (rows.has(account, externalId)) {
            return;
        }
        var state = ask(account, (connector, credentials) -> {
            var found = connector.posts(account.ref(), credentials, List.of(externalId)).stream()
                    .filter(it -> it.externalId().equals(externalId))
                    .toList();
            rows.add(account, found);
        });
        // Otherwise TikTok will say when it is sent.
        if (state == State.CURRENT && !rows.has(account, externalId)) {
            throw new ProblemException(
                    ConversationProblem.NOT_OWN_POST, "Choose a post of the account that the customer writes to.");
        }
    }

    private State refresh(BoundAccount account) {
        var known = rows.listing(account);
        if (known.isPresent() && known.get().askedAt().plus(NEWEST_KEPT).isAfter(clock.instant())) {
            return State.CURRENT;
        }
        return ask(
                account,
                (connector, credentials) ->
                        rows.newest(account, connector.newestPosts(account.ref(), credentials, null)));
    }

    private Optional<String> furtherPage(BoundAccount account) {
        return rows.listing(account).map(PostRows.Listing::nextPage);
    }

    private State goOn(BoundAccount account, String page) {
        return ask(account, (connector, credentials) -> {
            var listed = connector.newestPosts(account.ref(), credentials, page);
            // A list that goes round in circles ends.
            rows.further(account, page.equals(listed.next()) ? new Listed<Post>(listed.items(), null) : listed);
        });
    }

    private interface Question {
        void ask(Connector connector, Credentials credentials) throws ConnectorException;
    }

    private State ask(BoundAccount account, Question question) {
        var connector = connectors.of(account.platform());
        if (connector.isEmpty()) {
            return State.UNREACHABLE;
        }
        try {
            return calls.ask(account, ApiCall.POSTS, CallPriority.REPLY, credentials -> {
                question.ask(connector.get(), credentials);
                return State.CURRENT;
            });
        } catch (AccountDisconnectedException e) {
            LOG.debugf("%s", e.getMessage());
            return State.DISCONNECTED;
        } catch (ConnectorException e) {
            LOG.debugf("Posts were not listed: account=%s kind=%s", account.id(), e.kind());
            return because(e);
        }
    }

    private static State because(ConnectorException failure) {
        return switch (failure.kind()) {
            case THROTTLED, QUOTA_USED_UP -> State.BUSY;
            case FORBIDDEN -> State.NOT_ALLOWED;
            case UNAUTHORIZED -> State.DISCONNECTED;
            case UNAVAILABLE, REFUSED -> State.UNREACHABLE;
        };
    }

    private BoundAccount accountOf(ConversationId id) {
        var account = jdbi.withHandle(db -> db.createQuery("SELECT account_id FROM conversation WHERE id = :id")
                        .bind("id", id.value())
                        .mapTo(UUID.class)
                        .findOne())
                .orElseThrow(ConversationId::unknown);
        return accounts.find(new AccountId(account)).orElseThrow(OwnPosts::unbound);
    }

    private static ProblemException unbound() {
        return new ProblemException(ConversationProblem.ACCOUNT_UNBOUND, "Ask an admin to connect the account again.");
    }
}
