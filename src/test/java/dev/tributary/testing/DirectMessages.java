package dev.tributary.testing;

import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.Person;
import dev.tributary.conversation.ConversationId;
import dev.tributary.platform.id.Ids;
import dev.tributary.store.BoundAccount;
import java.time.Clock;
import java.util.UUID;

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
        Given.happened(account, message("in-" + Ids.next(), Direction.INBOUND, Source.APP, text));
    }

    /** The platform tells of a message that the account sent by a program, such as ours. */
    public void echo(String remoteId, String text) {
        Given.happened(account, message(remoteId, Direction.OUTBOUND, Source.API, text));
    }

    private MessageSeen message(String remoteId, Direction direction, Source source, String text) {
        return new MessageSeen(
                account.externalId(),
                externalId,
                remoteId,
                direction,
                Person.of(customer, "kari"),
                Content.text(text),
                null,
                source,
                Given.bean(Clock.class).instant());
    }
}
