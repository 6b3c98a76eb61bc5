package dev.tributary.conversation;

import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.AuthorizationRemoved;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.InboundEvent.CommentState;
import dev.tributary.connector.InboundEvent.CommentStateSeen;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.HighIntentCommentSeen;
import dev.tributary.connector.InboundEvent.Media;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.MessagesRead;
import dev.tributary.connector.InboundEvent.ReactionSeen;
import dev.tributary.connector.InboundEvent.ReferralSeen;
import dev.tributary.connector.InboundEvent.WithheldMessageSeen;
import dev.tributary.connector.Person;
import dev.tributary.connector.Surface;
import dev.tributary.contact.ContactIdentityId;
import dev.tributary.contact.Sighting;
import dev.tributary.platform.database.TextOrder;
import dev.tributary.platform.id.Ids;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch of arrivals, sorted into the rows that they mean. Pure; one thread, one use. */
final class ArrivalBatch {

    /** What we send without words. */
    private static final Set<String> WORDLESS =
            Set.of(InboundEvent.Type.IMAGE.name(), InboundEvent.Type.SHARE_POST.name());

    /** A message that took longer than this to reach us was overtaken by others on the screen. */
    private static final Duration LATE = Duration.ofMinutes(2);

    final List<Sighting> sightings = new ArrayList<>();
    final Map<UUID, PostRow> posts = new LinkedHashMap<>();
    final Map<UUID, ConversationRow> conversations = new LinkedHashMap<>();
    final Map<UUID, MessageRow> messages = new LinkedHashMap<>();
    final Map<UUID, Instant> readUpTo = new LinkedHashMap<>();
    final List<ReactionFact> reactions = new ArrayList<>();
    final List<CommentFact> commentFacts = new ArrayList<>();

    /** How many messages each account was told of, repeats included. */
    final Map<UUID, Integer> told = new LinkedHashMap<>();

    static ArrivalBatch of(Collection<Arrival> arrivals) {
        var batch = new ArrivalBatch();
        arrivals.forEach(it -> it.event().accept(batch.new Reader(it)));
        return batch;
    }

    record PostRow(UUID id, UUID store, UUID account, String externalId) {}

    /** @param customer for a direct message whom it is with; comments find out from who wrote first */
    record ConversationRow(
            UUID id,
            UUID store,
            UUID account,
            Surface surface,
            String externalId,
            @Nullable UUID post,
            @Nullable UUID customer,
            Instant at) {}

    /** @param perhapsOurs it may be a reply of ours that comes back to us */
    record MessageRow(
            UUID id,
            UUID store,
            UUID account,
            UUID conversation,
            String remoteId,
            Direction direction,
            String type,
            @Nullable String text,
            @Nullable String content,
            @Nullable String quotedRemoteId,
            Instant at,
            boolean late,
            InboundEvent.Source source,
            @Nullable UUID author,
            boolean perhapsOurs) {

        /**
         * Of two reports of one message one with words stands before one without, for some webhooks leave out what a
         * list has; then the later one. The rest only sees to it that every order of arrival ends alike;
         * {@link ArrivalRows#addMessages} compares the same.
         */
        private static final Comparator<MessageRow> BY_REPORT = Comparator.comparing(
                        (MessageRow it) -> it.text() != null)
                .thenComparing(MessageRow::at)
                .thenComparing(MessageRow::text, Comparator.nullsFirst(TextOrder.C))
                .thenComparing(MessageRow::type, TextOrder.C)
                .thenComparing(MessageRow::content, Comparator.nullsFirst(TextOrder.C))
                .thenComparing(MessageRow::quotedRemoteId, Comparator.nullsFirst(TextOrder.C))
                .thenComparing(it -> it.source.name(), TextOrder.C);

        /** What it says, for a message that may be ours. */
        Content said() {
            var carried = MessageContent.read(content);
            var media = carried.media().stream()
                    .map(it -> new Media(it.mediaId(), it.url() == null ? null : URI.create(it.url())))
                    .toList();
            return new Content(InboundEvent.Type.valueOf(type), text, media, carried.cardButtons());
        }

        MessageRow orLater(MessageRow other) {
            return BY_REPORT.compare(this, other) >= 0 ? this : other;
        }
    }

    record ReactionFact(
            UUID account, String messageRemoteId, String reactor, String emoji, boolean added, Instant at) {}

    /** @param state what it is now; null where only the author's intent was learned */
    record CommentFact(
            UUID account, String commentRemoteId, @Nullable CommentState state, Instant at) {}

    private final class Reader implements InboundEvent.Visitor<Boolean> {

        private final Arrival arrival;
        private final UUID store;
        private final UUID account;

        Reader(Arrival arrival) {
            this.arrival = arrival;
            this.store = arrival.account().store().value();
            this.account = arrival.account().id().value();
        }

        @Override
        public Boolean messageSeen(MessageSeen event) {
            var customer = sighted(event.customer());
            var conversation = conversation(Surface.DM, event.conversationExternalId(), null, customer);
            var inbound = event.direction() == InboundEvent.Direction.INBOUND;
            return message(
                    conversation,
                    event.messageExternalId(),
                    inbound ? Direction.INBOUND : Direction.OUTBOUND,
                    event.content().type().name(),
                    event.content().text(),
                    MessageContent.textOf(event.content()),
                    event.quotedExternalId(),
                    event.source(),
                    inbound ? customer : null,
                    !inbound && event.source() != InboundEvent.Source.APP && event.source() != InboundEvent.Source.WEB);
        }

        @Override
        public Boolean reactionSeen(ReactionSeen event) {
            return reactions.add(new ReactionFact(
                    account,
                    event.messageExternalId(),
                    event.reactorExternalId(),
                    event.emoji(),
                    event.added(),
                    arrival.at()));
        }

        @Override
        public Boolean messagesRead(MessagesRead event) {
            var conversation = conversation(Surface.DM, event.conversationExternalId(), null, null);
            readUpTo.merge(conversation, arrival.at(), (a, b) -> a.isAfter(b) ? a : b);
            return true;
        }

        @Override
        public Boolean referralSeen(ReferralSeen event) {
            var customer = sighted(event.customer());
            var conversation = conversation(Surface.DM, event.conversationExternalId(), null, customer);
            var words = event.title() == null ? event.reference() : event.title() + " (" + event.reference() + ")";
            return message(
                    conversation,
                    "referral:" + event.conversationExternalId() + ":" + event.reference() + ":"
                            + arrival.at().toEpochMilli(),
                    Direction.SYSTEM,
                    "REFERRAL",
                    event.source() + ": " + words,
                    null,
                    null,
                    InboundEvent.Source.UNKNOWN,
                    customer,
                    false);
        }

        @Override
        public Boolean withheldMessageSeen(WithheldMessageSeen event) {
            // All that is known is that somebody wrote: one conversation an account collects them.
            var conversation = conversation(Surface.DM, "withheld", null, null);
            return message(
                    conversation,
                    "withheld:" + arrival.at().toEpochMilli(),
                    Direction.INBOUND,
                    "WITHHELD",
                    null,
                    null,
                    null,
                    InboundEvent.Source.UNKNOWN,
                    null,
                    false);
        }

        @Override
        public Boolean commentSeen(CommentSeen event) {
            var own = event.author().externalId().equals(arrival.account().commentAuthorId());
            var author = own ? null : sighted(event.author());
            var parent = event.parentExternalId();
            var thread = parent == null ? event.commentExternalId() : parent;
            var conversation = conversation(Surface.COMMENT, thread, event.postExternalId(), null);
            return message(
                    conversation,
                    event.commentExternalId(),
                    own ? Direction.OUTBOUND : Direction.INBOUND,
                    "TEXT",
                    event.text(),
                    null,
                    parent,
                    InboundEvent.Source.UNKNOWN,
                    author,
                    // Until it is known by which id the account signs its comments, any reply may be our own.
                    own || (parent != null && arrival.account().commentAuthorId() == null));
        }

        @Override
        public Boolean commentStateSeen(CommentStateSeen event) {
            return commentFacts.add(new CommentFact(account, event.commentExternalId(), event.state(), arrival.at()));
        }

        @Override
        public Boolean highIntentCommentSeen(HighIntentCommentSeen event) {
            sighted(event.author());
            return commentFacts.add(new CommentFact(account, event.commentExternalId(), null, arrival.at()));
        }

        @Override
        public Boolean authorizationRemoved(AuthorizationRemoved event) {
            return false; // concerns the account, not what was said
        }

        private UUID sighted(Person person) {
            sightings.add(
                    new Sighting(arrival.account().store(), arrival.account().platform(), person, arrival.at()));
            return ContactIdentityId.of(
                            arrival.account().store(), arrival.account().platform(), person.externalId())
                    .value();
        }

        private UUID conversation(
                Surface surface, String externalId, @Nullable String postExternalId, @Nullable UUID customer) {
            var id = ConversationIds.derived(account, surface, externalId);
            var post = postExternalId == null ? null : post(postExternalId);
            conversations.merge(
                    id,
                    new ConversationRow(id, store, account, surface, externalId, post, customer, arrival.at()),
                    (known, other) -> known.customer() == null ? other : known);
            return id;
        }

        private UUID post(String externalId) {
            var id = Ids.derived(account, "post", externalId);
            posts.putIfAbsent(id, new PostRow(id, store, account, externalId));
            return id;
        }

        private boolean message(
                UUID conversation,
                String remoteId,
                Direction direction,
                String type,
                @Nullable String text,
                @Nullable String content,
                @Nullable String quoted,
                InboundEvent.Source source,
                @Nullable UUID author,
                boolean perhapsOurs) {
            told.merge(account, 1, Integer::sum);
            var id = Ids.derived(account, "message", remoteId);
            var at = arrival.at();
            var late = at.plus(LATE).isBefore(arrival.receivedAt());
            messages.merge(
                    id,
                    new MessageRow(
                            id,
                            store,
                            account,
                            conversation,
                            remoteId,
                            direction,
                            type,
                            text,
                            content,
                            quoted,
                            at,
                            late,
                            source,
                            author,
                            perhapsOurs && (text != null || WORDLESS.contains(type))),
                    MessageRow::orLater);
            return true;
        }
    }
}
