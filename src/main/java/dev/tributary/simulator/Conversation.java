package dev.tributary.simulator;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The direct messages between one account and one customer, and how many more the account may send. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Conversation {

    final String id;
    final String openId;
    final String customerId;
    final List<Message> messages = new ArrayList<>();

    /** The account has answered, so the chat is no longer a stranger's request. */
    boolean answered;

    /** The customer wrote again after the account had answered. */
    boolean customerReplied;

    long updatedAt;
    long lastInboundAt;
    int sentSinceInbound;
    int sentInSilence;
    long customerReadUntil;
    long typingUntil;

    @Nullable
    ObjectNode referral;

    @JsonCreator
    Conversation(
            @JsonProperty("id") String id,
            @JsonProperty("openId") String openId,
            @JsonProperty("customerId") String customerId) {
        this.id = id;
        this.openId = openId;
        this.customerId = customerId;
    }

    void add(Message message, int keep) {
        messages.add(message);
        if (messages.size() > keep) {
            messages.remove(0);
        }
        updatedAt = Math.max(updatedAt, message.timestamp());
        if (message.fromCustomer()) {
            customerReplied |= answered;
            lastInboundAt = message.timestamp();
            sentSinceInbound = 0;
            sentInSilence = 0;
            customerReadUntil = Math.max(customerReadUntil, message.timestamp());
        } else {
            answered = true;
            sentSinceInbound++;
        }
    }

    Optional<Message> message(String messageId) {
        return messages.stream().filter(it -> it.id().equals(messageId)).findFirst();
    }

    /** TikTok's two official texts disagree about this; {@link Rules#windowRule} says which one is in force. */
    boolean mayReceive(Rules rules, Instant now) {
        var open = lastInboundAt > 0
                && now.toEpochMilli() - lastInboundAt
                        <= Duration.ofHours(rules.windowHours()).toMillis();
        return switch (rules.windowRule()) {
            case TEN_PER_WINDOW -> open && sentSinceInbound < rules.windowMessages();
            case UNLIMITED_AFTER_REPLY ->
                open
                        ? customerReplied || sentSinceInbound < rules.windowMessages()
                        : customerReplied && sentInSilence < rules.silentMessages();
        };
    }

    /** Messages into the silence after the window are counted apart, since only three of them are let through. */
    void countSilence(Rules rules, Instant now) {
        if (now.toEpochMilli() - lastInboundAt
                > Duration.ofHours(rules.windowHours()).toMillis()) {
            sentInSilence++;
        }
    }
}
