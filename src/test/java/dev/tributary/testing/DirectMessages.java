package dev.tributary.testing;

import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.MessagesRead;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.InboundEvent.Tap;
import dev.tributary.connector.Person;
import dev.tributary.conversation.ConversationId;
import dev.tributary.platform.id.Ids;
import dev.tributary.store.BoundAccount;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The direct messages between a customer and an account, as the platform tells of them. */
public record DirectMessages(BoundAccount account, String externalId, String customer) {

    public ConversationId id() {
        return new ConversationId(Given.jdbi()
                .withHandle(db -> db.createQuery(
                                "SELECT id FROM conversation WHERE account_id = :account AND external_id = :thread")
                        .bind("account", account.id().value())
                        .bind("thread", externalId)
                        .mapTo(UUID.class)
                        .one()));
    }

    public void customerSays(String text) {
        Given.happened(account, message("in-" + Ids.next(), Direction.INBOUND, Source.APP, text, null, now()));
    }

    /** The customer answers to one message in particular. */
    public void customerQuotes(String quotedRemoteId, String remoteId, String text) {
        Given.happened(account, message(remoteId, Direction.INBOUND, Source.APP, text, quotedRemoteId, now()));
    }

    /** A message of the customer of which the platform tells late. */
    public void customerSaid(Instant at, String remoteId, String text) {
        Given.happened(account, message(remoteId, Direction.INBOUND, Source.APP, text, null, at));
    }

    /** The customer taps on a button of a card. */
    public void customerTaps(String cardRemoteId, String button, String remoteId, String title) {
        customerTapped(now(), cardRemoteId, button, remoteId, title);
    }

    public void customerTapped(Instant at, String cardRemoteId, String button, String remoteId, String title) {
        said(remoteId, Direction.INBOUND, Source.APP, Content.text(title).tapping(new Tap(button)), cardRemoteId, at);
    }

    /** The platform tells of something else than words that the account sent by a program. */
    public void echo(String remoteId, Content content) {
        said(remoteId, Direction.OUTBOUND, Source.API, content, null, now());
    }

    private void said(
            String remoteId,
            Direction direction,
            Source source,
            Content content,
            @Nullable String quotedRemoteId,
            Instant at) {
        Given.happened(
                account,
                new MessageSeen(
                        account.externalId(),
                        externalId,
                        remoteId,
                        direction,
                        Person.of(customer, "kari"),
                        content,
                        quotedRemoteId,
                        source,
                        at));
    }

    /** The customer has seen everything that the platform says was sent until then. */
    public void customerReadUntil(Instant at) {
        Given.happened(account, new MessagesRead(account.externalId(), externalId, at));
    }

    /** The platform tells of a message that the account sent by a program, such as ours. */
    public void echo(String remoteId, String text) {
        echo(remoteId, text, now());
    }

    /** The same, at that time by the platform's clock. */
    public void echo(String remoteId, String text, Instant at) {
        Given.happened(account, message(remoteId, Direction.OUTBOUND, Source.API, text, null, at));
    }

    private static Instant now() {
        return Given.bean(Clock.class).instant();
    }

    private MessageSeen message(
            String remoteId,
            Direction direction,
            Source source,
            String text,
            @Nullable String quotedRemoteId,
            Instant at) {
        return new MessageSeen(
                account.externalId(),
                externalId,
                remoteId,
                direction,
                Person.of(customer, "kari"),
                Content.text(text),
                quotedRemoteId,
                source,
                at);
    }
}
