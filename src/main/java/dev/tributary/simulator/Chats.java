package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.Message.Kind;
import dev.tributary.simulator.Message.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Direct messages: what customers do, what accounts may do, and which webhooks follow. */
final class Chats {

    private final WorldState state;
    private final SimulatorClock clock;
    private final Ids ids;
    private final Webhooks webhooks;
    private final int keepMessages;
    private final List<BiConsumer<Conversation, Message>> whenAnswered = new CopyOnWriteArrayList<>();

    Chats(WorldState state, SimulatorClock clock, Ids ids, Webhooks webhooks, int keepMessages) {
        this.state = state;
        this.clock = clock;
        this.ids = ids;
        this.webhooks = webhooks;
        this.keepMessages = keepMessages;
    }

    /** Something to be said, before TikTok has named and dated it. */
    record Draft(
            Kind kind,
            @Nullable String text,
            @Nullable JsonNode payload,
            @Nullable String quotedId) {

        static Draft text(String text) {
            return new Draft(Kind.TEXT, text, null, null);
        }
    }

    record Said(Conversation chat, Message message) {}

    void whenAnswered(BiConsumer<Conversation, Message> listener) {
        whenAnswered.add(listener);
    }

    Said fromCustomer(Customer customer, Account account, Draft draft) {
        synchronized (state) {
            var chat = state.conversation(account.openId(), customer.id(), ids);
            var message = add(chat, draft, true, "APP");
            if (customer.european()) {
                webhooks.publish(
                        Webhooks.DIRECT_MESSAGE,
                        "im_receive_msg_eu",
                        account,
                        WebhookEvents.europeanStub(account, message.timestamp()),
                        message.timestamp());
            } else {
                publish("im_receive_msg", account, customer, chat, message);
            }
            return new Said(chat, message);
        }
    }

    /** What the account sends through the API. The caller decides when the echo leaves, by {@link #echo}. */
    Said fromApi(Conversation chat, Draft draft) {
        synchronized (state) {
            if (!chat.mayReceive(state.rules, clock.instant())) {
                throw new ApiRefusal(ApiRefusal.DM_RULES, "The message is blocked by the direct message rules.");
            }
            chat.countSilence(state.rules, clock.instant());
            return answered(chat, draft, "API");
        }
    }

    /** A direct reply to a comment: the one message that needs no window. */
    Said intoSilence(Conversation chat, Draft draft) {
        synchronized (state) {
            return answered(chat, draft, "API");
        }
    }

    /** What the owner sends from the phone; TikTok's limits for the API do not apply. */
    Said fromApp(Customer customer, Account account, Draft draft, String source) {
        synchronized (state) {
            var chat = state.conversation(account.openId(), customer.id(), ids);
            var said = answered(chat, draft, source);
            echo(said);
            return said;
        }
    }

    private Said answered(Conversation chat, Draft draft, String source) {
        var message = add(chat, draft, false, source);
        whenAnswered.forEach(it -> it.accept(chat, message));
        return new Said(chat, message);
    }

    List<Delivery> echo(Said said) {
        synchronized (state) {
            return publish("im_send_msg", account(said.chat()), customer(said.chat()), said.chat(), said.message());
        }
    }

    private Message add(Conversation chat, Draft draft, boolean fromCustomer, String source) {
        // Two messages of one conversation never share a millisecond here, so that the order shown has one right
        // answer.
        var last = chat.messages.isEmpty()
                ? 0
                : chat.messages.get(chat.messages.size() - 1).timestamp();
        var now = Math.max(clock.instant().toEpochMilli(), last + 1);
        var message = new Message(
                ids.message(),
                fromCustomer,
                draft.kind(),
                draft.text(),
                draft.payload(),
                draft.quotedId(),
                source,
                now,
                new ArrayList<>());
        chat.add(message, keepMessages);
        state.touch();
        return message;
    }

    private List<Delivery> publish(
            String event, Account account, Customer customer, Conversation chat, Message message) {
        return webhooks.publish(
                Webhooks.DIRECT_MESSAGE,
                event,
                account,
                WebhookEvents.message(account, customer, chat, message, state.webhooks),
                message.timestamp());
    }

    void customerReacts(Conversation chat, String messageId, String emoji, boolean add) {
        synchronized (state) {
            var index = indexOf(chat, messageId);
            var target = chat.messages.get(index);
            var now = clock.instant().toEpochMilli();
            var reactions = new ArrayList<>(target.reactions());
            reactions.removeIf(
                    it -> it.by().equals(chat.customerId) && it.emoji().equals(emoji));
            if (add) {
                reactions.add(new Reaction(emoji, chat.customerId, now));
            }
            chat.messages.set(index, target.withReactions(reactions));
            state.touch();
            var account = account(chat);
            webhooks.publish(
                    Webhooks.DIRECT_MESSAGE,
                    "im_receive_msg",
                    account,
                    WebhookEvents.reaction(account, customer(chat), chat, ids.message(), target, emoji, add, now),
                    now);
        }
    }

    private static int indexOf(Conversation chat, String messageId) {
        for (var i = 0; i < chat.messages.size(); i++) {
            if (chat.messages.get(i).id().equals(messageId)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No message " + messageId + " in conversation " + chat.id + ".");
    }

    void customerReads(Conversation chat) {
        synchronized (state) {
            chat.customerReadUntil = Math.max(chat.updatedAt, chat.customerReadUntil);
            state.touch();
            var account = account(chat);
            webhooks.publish(
                    Webhooks.DIRECT_MESSAGE,
                    "im_mark_read_msg",
                    account,
                    WebhookEvents.read(account, customer(chat), chat),
                    clock.instant().toEpochMilli());
        }
    }

    /** The customer opens the chat from an advertisement or a tiktok.me link. */
    Conversation customerArrives(Customer customer, Account account, ObjectNode referral) {
        synchronized (state) {
            var chat = state.conversation(account.openId(), customer.id(), ids);
            var now = clock.instant().toEpochMilli();
            chat.referral = referral;
            chat.updatedAt = Math.max(chat.updatedAt, now);
            state.touch();
            webhooks.publish(
                    Webhooks.DIRECT_MESSAGE,
                    "im_referral_msg",
                    account,
                    WebhookEvents.referral(account, customer, chat, referral, now),
                    now);
            return chat;
        }
    }

    void typing(Conversation chat) {
        synchronized (state) {
            chat.typingUntil = clock.instant().plus(Duration.ofSeconds(5)).toEpochMilli();
            state.touch();
        }
    }

    private Account account(Conversation chat) {
        var account = state.accounts.get(chat.openId);
        if (account == null) {
            throw new IllegalStateException("Conversation " + chat.id + " belongs to no account.");
        }
        return account;
    }

    private Customer customer(Conversation chat) {
        var customer = state.customers.get(chat.customerId);
        if (customer == null) {
            throw new IllegalStateException("Conversation " + chat.id + " belongs to no customer.");
        }
        return customer;
    }
}
