package dev.tributary.conversation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.contact.ContactSightings;
import dev.tributary.conversation.OpenWorkChanged.Move;
import dev.tributary.conversation.PrivateReplyArrivals.Expected;
import dev.tributary.conversation.Quoters.Quoted;
import dev.tributary.identity.AgentId;
import dev.tributary.media.MediaArrivals;
import dev.tributary.media.MediaArrivals.Arrived;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Applies what happened on platforms to conversations.
 *
 * <p>Whatever the order, the grouping and the number of times events come in, the end is the same: rows are named by the
 * platform's own ids, marks are maxima, and facts about messages that have not arrived wait in tables of their own. A
 * batch costs the same few round trips whatever its size, and locks rows in the order of their ids, so that batches on
 * several nodes cannot deadlock.
 */
@ApplicationScoped
public class ConversationIngest {

    private final OwnComments ownComments;
    private final ContactSightings contacts;
    private final ArrivalRows rows;
    private final PrivateReplyArrivals privateReplies;
    private final EchoMatching echoes;
    private final ConversationRefresh refresh;
    private final Quoters quoters;
    private final ChangeLog changes;
    private final MediaArrivals media;
    private final Event<OpenWorkChanged> workChanged;
    private final Event<ConversationsWaiting> waiting;

    ConversationIngest(
            OwnComments ownComments,
            ContactSightings contacts,
            ArrivalRows rows,
            PrivateReplyArrivals privateReplies,
            EchoMatching echoes,
            ConversationRefresh refresh,
            Quoters quoters,
            ChangeLog changes,
            MediaArrivals media,
            Event<OpenWorkChanged> workChanged,
            Event<ConversationsWaiting> waiting) {
        this.ownComments = ownComments;
        this.contacts = contacts;
        this.rows = rows;
        this.privateReplies = privateReplies;
        this.echoes = echoes;
        this.refresh = refresh;
        this.quoters = quoters;
        this.changes = changes;
        this.media = media;
        this.workChanged = workChanged;
        this.waiting = waiting;
    }

    /**
     * Joins the transaction of the caller, who settles the raw events in it.
     *
     * @return what it brought, account by account; true once the transaction is through
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Tally> apply(Collection<Arrival> arrivals) {
        var batch = ArrivalBatch.of(ownComments.knownUntilTheEnd(arrivals));
        contacts.add(batch.sightings);
        rows.addPosts(batch.posts.values());
        rows.addConversations(batch.conversations.values());
        var expected = privateReplies.expected(batch.messages.values(), batch.conversations);
        var before = rows.lock(concerned(batch, expected));
        var ours = echoes.match(batch.messages.values(), expected);
        var written = rows.addMessages(batch.messages.values().stream()
                .filter(it -> !ours.contains(it.remoteId()))
                .toList());
        media.add(arrivedMedia(batch, written));
        var newlyRead = rows.raiseReadMarks(batch.readUpTo);
        var answered = batch.messages.values().stream()
                .filter(it -> ours.contains(it.remoteId()))
                .map(ArrivalBatch.MessageRow::conversation)
                .collect(toUnmodifiableSet());
        var touched = refresh.after(written, answered, batch);
        tell(batch, written, touched);
        quoters.tellOf(late(written, batch, before));
        newlyRead.forEach(it -> changes.record(it.store(), ChangeTypes.MESSAGE, it.id()));
        follow(before, touched);
        return Tallies.of(arrivals, batch, before, ours, written);
    }

    /** A private reply leaves the thread that it stands in, so that one is locked with the others, in their order. */
    private static Set<UUID> concerned(ArrivalBatch batch, List<Expected> expected) {
        var concerned = new HashSet<>(batch.conversations.keySet());
        expected.forEach(it -> concerned.add(it.thread()));
        return concerned;
    }

    /** Whether this message of the platform's has come to the inbox. */
    public boolean has(AccountId account, String remoteId) {
        return rows.has(account.value(), remoteId);
    }

    private void tell(
            ArrivalBatch batch, List<ArrivalRows.Written> written, List<ConversationRefresh.Touched> touched) {
        written.forEach(it -> changes.record(it.store(), ChangeTypes.MESSAGE, it.id()));
        rows.addReactions(batch.reactions).forEach(it -> changes.record(it.store(), ChangeTypes.MESSAGE, it.id()));
        rows.addCommentFacts(batch.commentFacts).forEach(it -> {
            changes.record(it.store(), ChangeTypes.MESSAGE, it.id());
            changes.record(it.store(), ChangeTypes.CONVERSATION, it.conversation());
        });
        touched.stream()
                .filter(ConversationRefresh.Touched::visible)
                .forEach(it -> changes.record(it.store(), ChangeTypes.CONVERSATION, it.id()));
    }

    private static List<Arrived> arrivedMedia(ArrivalBatch batch, List<ArrivalRows.Written> written) {
        var arrived = new ArrayList<Arrived>();
        for (var it : written) {
            var message = batch.messages.get(it.id());
            if (message == null) {
                continue;
            }
            var media = MessageContent.read(message.content()).media();
            for (var i = 0; i < media.size(); i++) {
                var one = media.get(i);
                arrived.add(
                        new Arrived(it.store(), message.account(), it.id(), i, one.kind(), one.mediaId(), one.url()));
            }
        }
        return arrived;
    }

    /** New messages before which there was something already: only of these may a quotation be known. */
    private static List<Quoted> late(
            List<ArrivalRows.Written> written, ArrivalBatch batch, Map<UUID, ArrivalRows.Locked> before) {
        var late = new ArrayList<Quoted>();
        for (var it : written) {
            var message = batch.messages.get(it.id());
            var was = before.get(it.conversation());
            if (it.fresh()
                    && message != null
                    && was != null
                    && was.lastActivityAt().isAfter(message.at())) {
                late.add(new Quoted(message.account(), message.remoteId()));
            }
        }
        return late;
    }

    /** A conversation that opens again takes up its agent's time, or waits for one. */
    private void follow(Map<UUID, ArrivalRows.Locked> before, List<ConversationRefresh.Touched> touched) {
        var reopenedWithAgent = new ArrayList<Move>();
        for (var it : touched) {
            var was = before.get(it.id());
            if (it.assignee() != null && it.open() && was != null && was.status() != ConversationStatus.OPEN) {
                reopenedWithAgent.add(new Move(
                        new StoreId(it.store()),
                        new AccountId(it.account()),
                        it.surface(),
                        new AgentId(it.assignee()),
                        1));
            }
        }
        if (!reopenedWithAgent.isEmpty()) {
            workChanged.fire(new OpenWorkChanged(reopenedWithAgent));
        }
        Set<StoreId> stores = touched.stream()
                .filter(it -> it.open() && it.assignee() == null)
                .map(it -> new StoreId(it.store()))
                .collect(toUnmodifiableSet());
        if (!stores.isEmpty()) {
            waiting.fire(new ConversationsWaiting(stores));
        }
    }
}
