package dev.tributary.ingest;

import static java.util.stream.Collectors.groupingBy;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Comment;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Credentials;
import dev.tributary.conversation.Lookups;
import dev.tributary.conversation.Lookups.Stranger;
import dev.tributary.conversation.Lookups.UnknownComment;
import dev.tributary.conversation.Lookups.UnknownPost;
import dev.tributary.conversation.OwnComments;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountId;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.governor.AccountCalls;
import dev.tributary.store.governor.CallPriority;
import dev.tributary.store.governor.NotNowException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Finds out what webhooks leave out, after what they brought is on the screen.
 *
 * <p>Nothing here is needed to work: a failure leaves a handle where a name might be, and is tried again later. No call
 * to the platform happens inside a transaction.
 */
@ApplicationScoped
class Enrichment {

    private static final Logger LOG = Logger.getLogger(Enrichment.class);

    /** TikTok's own limits of one call (wire notes, sections 4.1 and 4.4). */
    private static final int COMMENTS_A_CALL = 30;

    private static final int POSTS_A_CALL = 20;

    private final Lookups lookups;
    private final OwnComments ownComments;
    private final Accounts accounts;
    private final AccountCalls calls;
    private final Connectors connectors;
    private final Clock clock;
    private final Map<AccountId, Instant> restingUntil = new ConcurrentHashMap<>();
    private final EnrichmentConfig config;

    Enrichment(
            Lookups lookups,
            OwnComments ownComments,
            Accounts accounts,
            AccountCalls calls,
            Connectors connectors,
            EnrichmentConfig config,
            Clock clock) {
        this.lookups = lookups;
        this.ownComments = ownComments;
        this.accounts = accounts;
        this.calls = calls;
        this.connectors = connectors;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(
            every = "1s",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void run() {
        if (!config.enabled()) {
            return;
        }
        lookups.claimPosts().stream().collect(groupingBy(UnknownPost::account)).forEach(this::findPosts);
        lookups.claimStrangers().forEach(this::findStranger);
        lookups.claimCommenters().stream()
                .collect(groupingBy(it -> List.of(it.account(), it.postExternalId())))
                .values()
                .forEach(this::findCommenters);
    }

    private void findPosts(AccountId account, List<UnknownPost> unknown) {
        slices(unknown, POSTS_A_CALL).forEach(slice -> {
            var ids = slice.stream().map(UnknownPost::externalId).toList();
            var asked = ask(
                    account,
                    ApiCall.POSTS,
                    (connector, bound, credentials) ->
                            lookups.postsFound(bound, connector.posts(bound.ref(), credentials, ids)));
            if (!asked) {
                lookups.giveBackPosts(account, ids);
            }
        });
    }

    private void findStranger(Stranger stranger) {
        var asked = ask(
                stranger.account(),
                ApiCall.MESSAGES,
                (connector, bound, credentials) -> lookups.peopleFound(
                        bound, connector.participants(bound.ref(), credentials, stranger.conversationExternalId())));
        if (!asked) {
            lookups.giveBackPeople(List.of(stranger.identity()));
        }
    }

    /** @param unknown all under one post of one account */
    private void findCommenters(List<UnknownComment> unknown) {
        slices(unknown, COMMENTS_A_CALL).forEach(slice -> {
            var ids = slice.stream().map(UnknownComment::commentExternalId).toList();
            var first = slice.get(0);
            var asked = ask(first.account(), ApiCall.COMMENTS, (connector, bound, credentials) -> {
                var comments = connector.comments(bound.ref(), credentials, first.postExternalId(), ids);
                lookups.commentsFound(bound, comments);
                learnOwner(bound, comments);
            });
            if (!asked) {
                lookups.giveBackPeople(
                        slice.stream().map(UnknownComment::identity).toList());
            }
        });
    }

    /** Only here does TikTok say that a comment is our own, and by which id we sign comments. */
    private void learnOwner(BoundAccount account, Collection<Comment> comments) {
        comments.stream()
                .filter(Comment::byOwner)
                .findFirst()
                .ifPresent(it -> ownComments.learned(account, it.author().externalId()));
    }

    /** False if the question was not put, or not answered for now, and should be put again. */
    private boolean ask(AccountId id, ApiCall call, Question question) {
        var account = accounts.find(id);
        var connector = account.flatMap(it -> connectors.of(it.platform()));
        if (account.isEmpty() || connector.isEmpty()) {
            return true; // nobody can answer it any more
        }
        if (clock.instant().isBefore(restingUntil.getOrDefault(id, Instant.MIN))) {
            return false;
        }
        try {
            calls.ask(account.get(), call, CallPriority.ENRICHMENT, credentials -> {
                question.put(connector.get(), account.get(), credentials);
                return call;
            });
            return true;
        } catch (NotNowException e) {
            return false;
        } catch (AccountDisconnectedException e) {
            rest(id);
            return false;
        } catch (ConnectorException e) {
            LOG.debugf("A look-up failed account=%s kind=%s code=%s", id, e.kind(), e.code());
            return switch (e.kind()) {
                case REFUSED, FORBIDDEN -> true;
                case THROTTLED, QUOTA_USED_UP, UNAUTHORIZED, UNAVAILABLE -> {
                    rest(id);
                    yield false;
                }
            };
        } catch (RuntimeException e) {
            // The database, or a bug: neither may keep what was claimed from being asked for again.
            LOG.errorf(e, "What was looked up could not be kept account=%s", id);
            rest(id);
            return false;
        }
    }

    /** It does not answer: leave it alone for a while. */
    private void rest(AccountId account) {
        restingUntil.put(account, clock.instant().plus(config.retryAfter()));
    }

    private static <T> List<List<T>> slices(List<T> all, int size) {
        return IntStream.iterate(0, it -> it < all.size(), it -> it + size)
                .mapToObj(it -> all.subList(it, Math.min(all.size(), it + size)))
                .toList();
    }

    /** One call to a platform. */
    private interface Question {
        void put(Connector connector, BoundAccount account, Credentials credentials) throws ConnectorException;
    }
}
