package dev.tributary.ingest;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Comment;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.Listed;
import dev.tributary.connector.ListedConversation;
import dev.tributary.connector.ListedThread;
import dev.tributary.connector.Person;
import dev.tributary.connector.Post;
import dev.tributary.store.BoundAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read of one account, one call after the other; each may find more to read. For one thread at a time.
 *
 * <p>It ends whatever the platform answers: a page is never asked for twice, nor more of them than there can be.
 */
final class ReadingBack {

    /** A conversation may have been listed before its last message; and clocks differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** More pages than the longest list has, however short they are. */
    private static final int PAGES = 200;

    private final Sink sink;
    private final int limit;
    private final int fullHistory;
    private final int posts;
    private final int commentPages;
    private final @Nullable Instant known;
    private final @Nullable Instant since;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Set<String> conversations = new HashSet<>();
    private final Set<String> newestPosts = new HashSet<>();
    private final Set<String> found = new HashSet<>();
    private final List<Runnable> presumed = new ArrayList<>();
    private @Nullable Instant longestQuiet;
    private boolean lost;
    private BoundAccount account;

    /** What is done with what was found. */
    interface Sink {

        /** How many messages were not known before. */
        int apply(BoundAccount account, Collection<? extends InboundEvent> events);

        /** The account, now that this is known to be how it signs its comments. */
        BoundAccount signsAs(BoundAccount account, String author);

        /** More messages may be missing from a conversation than the platform lists. */
        void conversationCut(BoundAccount account);

        /** More may be missing than is in a list of conversations or comments, as far as it goes or is read. */
        void listCut(BoundAccount account);
    }

    /** One call to the platform. */
    interface Step {
        ApiCall call();

        void take(Connector connector, Credentials credentials) throws ConnectorException;
    }

    /**
     * @param completeUntil what happened before is known, as far as it can be; null if that was never so
     * @param changedSince leave out what did not change since; null to read everything
     */
    ReadingBack(
            BoundAccount account,
            Connector connector,
            Sink sink,
            ReconciliationConfig config,
            @Nullable Instant completeUntil,
            @Nullable Instant changedSince) {
        this.account = account;
        this.sink = sink;
        this.limit = connector.listLimits().conversations();
        this.fullHistory = connector.listLimits().messages();
        this.posts = config.posts();
        this.commentPages = config.commentPages();
        this.known = completeUntil == null ? null : completeUntil.minus(OVERLAP);
        this.since = changedSince == null ? null : changedSince.minus(OVERLAP);
        listing(
                ApiCall.CONVERSATIONS,
                PAGES,
                (it, token, page) -> it.conversations(account.ref(), token, page),
                new Reader<ListedConversation>() {
                    @Override
                    public boolean read(List<ListedConversation> items) {
                        items.forEach(ReadingBack.this::conversation);
                        return true;
                    }

                    @Override
                    public void end(boolean isWhole) {
                        if ((conversations.size() >= limit || !isWhole) && !isKnown(longestQuiet)) {
                            cut(() -> sink.listCut(account));
                        }
                    }
                });
        listing(
                ApiCall.POSTS,
                posts,
                (it, token, page) -> it.newestPosts(account.ref(), token, page),
                new Reader<Post>() {
                    @Override
                    public boolean read(List<Post> items) {
                        items.forEach(it -> comments(it.externalId()));
                        return newestPosts.size() < posts;
                    }

                    @Override
                    public void end(boolean isWhole) {
                        // No more are wanted than the newest, however many there are.
                    }
                });
    }

    BoundAccount account() {
        return account;
    }

    @Nullable
    Step next() {
        return steps.peek();
    }

    void done(Step step) {
        steps.remove(step);
    }

    /** The platform does not let us do this: the rest of its kind would be refused too. */
    void leaveOut(Step refused) {
        steps.removeIf(it -> it.call().isForMessages() == refused.call().isForMessages());
    }

    private void conversation(ListedConversation listed) {
        if (!conversations.add(listed.externalId())) {
            return;
        }
        var updated = listed.updatedAt();
        if (updated != null && (longestQuiet == null || updated.isBefore(longestQuiet))) {
            longestQuiet = updated;
        }
        if (since != null && updated != null && updated.isBefore(since)) {
            return;
        }
        steps.add(new Step() {
            @Override
            public ApiCall call() {
                return ApiCall.MESSAGES;
            }

            @Override
            public void take(Connector connector, Credentials credentials) throws ConnectorException {
                var events = connector.messages(account.ref(), credentials, listed.externalId());
                apply(events);
                var written = events.stream()
                        .filter(MessageSeen.class::isInstance)
                        .flatMap(it -> Stream.ofNullable(it.at()))
                        .sorted()
                        .toList();
                // What came before a full list, and after what was known, nobody can tell.
                if (written.size() >= fullHistory && !isKnown(written.get(0))) {
                    cut(() -> sink.conversationCut(account));
                }
            }
        });
    }

    private boolean isKnown(@Nullable Instant at) {
        return known != null && at != null && at.isBefore(known);
    }

    /** Only where something was lost something more may be missing: a lively account fills lists all the time. */
    private void cut(Runnable report) {
        if (lost) {
            report.run();
        } else {
            presumed.add(report);
        }
    }

    private void apply(List<InboundEvent> events) {
        if (!events.isEmpty() && sink.apply(account, events) > 0) {
            lost = true;
            presumed.forEach(Runnable::run);
            presumed.clear();
        }
    }

    private void comments(String post) {
        if (newestPosts.size() == posts || !newestPosts.add(post)) {
            return;
        }
        listing(
                ApiCall.COMMENTS,
                commentPages,
                (it, token, page) -> it.newestComments(account.ref(), token, post, page),
                new Reader<ListedThread>() {
                    @Override
                    public boolean read(List<ListedThread> threads) {
                        apply(threads.stream().flatMap(ListedThread::all));
                        threads.stream()
                                .filter(ListedThread::moreReplies)
                                .map(it -> it.comment().externalId())
                                .filter(it -> found.add("replies:" + it))
                                .forEach(it -> replies(post, it));
                        return threads.isEmpty()
                                || threads.stream()
                                        .anyMatch(it -> isNew(it.comment().writtenAt()));
                    }

                    @Override
                    public void end(boolean isWhole) {
                        endOfComments(isWhole);
                    }
                });
    }

    private void replies(String post, String comment) {
        listing(
                ApiCall.COMMENT_REPLIES,
                commentPages,
                (it, token, page) -> it.replies(account.ref(), token, post, comment, page),
                new Reader<Comment>() {
                    @Override
                    public boolean read(List<Comment> replies) {
                        apply(replies.stream());
                        return replies.isEmpty() || replies.stream().anyMatch(it -> isNew(it.writtenAt()));
                    }

                    @Override
                    public void end(boolean isWhole) {
                        endOfComments(isWhole);
                    }
                });
    }

    private void endOfComments(boolean isWhole) {
        if (!isWhole) {
            cut(() -> sink.listCut(account));
        }
    }

    private boolean isNew(Instant written) {
        return since == null || !written.isBefore(since);
    }

    private void apply(Stream<Comment> comments) {
        var news = comments.filter(it -> found.add(it.externalId())).toList();
        news.stream()
                .filter(it -> it.byOwner() && !it.author().externalId().equals(account.externalId()))
                .findFirst()
                .ifPresent(it -> account = sink.signsAs(account, it.author().externalId()));
        var events = news.stream()
                .flatMap(this::signed)
                .flatMap(it -> it.asEvents(account.ref()).stream())
                .toList();
        apply(events);
    }

    /** Replies of ours may come without an author; as long as it is not known who we are there, they must wait. */
    private Stream<Comment> signed(Comment comment) {
        if (!comment.byOwner() || !comment.author().externalId().equals(account.externalId())) {
            return Stream.of(comment);
        }
        return Stream.ofNullable(account.commentAuthorId()).map(it -> comment.by(Person.of(it, null)));
    }

    private <T> void listing(ApiCall call, int pages, Page<T> ask, Reader<T> reader) {
        steps.add(new PageStep<>(call, pages, ask, reader, null, Set.of()));
    }

    private interface Page<T> {
        Listed<T> ask(Connector connector, Credentials credentials, @Nullable String page) throws ConnectorException;
    }

    private interface Reader<T> {
        /** Whether what comes after may be new. */
        boolean read(List<T> items);

        /** Nothing more is read of this list. It is whole if nothing new can be in what was left out. */
        void end(boolean isWhole);
    }

    private final class PageStep<T> implements Step {

        private final ApiCall call;
        private final int left;
        private final Page<T> ask;
        private final Reader<T> reader;
        private final @Nullable String page;
        /** The pages before this one. */
        private final Set<String> seen;

        PageStep(ApiCall call, int left, Page<T> ask, Reader<T> reader, @Nullable String page, Set<String> seen) {
            this.call = call;
            this.left = left;
            this.ask = ask;
            this.reader = reader;
            this.page = page;
            this.seen = seen;
        }

        @Override
        public ApiCall call() {
            return call;
        }

        @Override
        public void take(Connector connector, Credentials credentials) throws ConnectorException {
            var listed = ask.ask(connector, credentials, page);
            var worthIt = reader.read(listed.items());
            var next = listed.next();
            if (!worthIt || next == null) {
                reader.end(true);
            } else if (left == 1 || seen.contains(next)) {
                reader.end(false);
            } else {
                var before = new HashSet<>(seen);
                before.add(next);
                steps.add(new PageStep<>(call, left - 1, ask, reader, next, before));
            }
        }
    }
}
