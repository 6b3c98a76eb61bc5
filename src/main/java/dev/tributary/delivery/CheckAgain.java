package dev.tributary.delivery;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageQueries;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.conversation.MessageView;
import dev.tributary.conversation.OutgoingReplies;
import dev.tributary.conversation.OutgoingReplies.Outgoing;
import dev.tributary.delivery.Outcomes.LookNow;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.StoreProblem;
import dev.tributary.store.governor.CallGovernor;
import dev.tributary.store.governor.CallGrant;
import dev.tributary.store.governor.CallPermit;
import dev.tributary.store.governor.CallPriority;
import dev.tributary.store.governor.NotNowException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/**
 * Looks at once whether an uncertain reply arrived, because a person wants to know. Like {@link ReadBack} it sends
 * nothing.
 */
@ApplicationScoped
public class CheckAgain {

    private final MessageQueries messages;
    private final OutgoingReplies replies;
    private final Accounts accounts;
    private final Connectors connectors;
    private final CallGovernor governor;
    private final ReadBack readBack;
    private final Outcomes outcomes;

    CheckAgain(
            MessageQueries messages,
            OutgoingReplies replies,
            Accounts accounts,
            Connectors connectors,
            CallGovernor governor,
            ReadBack readBack,
            Outcomes outcomes) {
        this.messages = messages;
        this.replies = replies;
        this.accounts = accounts;
        this.connectors = connectors;
        this.governor = governor;
        this.readBack = readBack;
        this.outcomes = outcomes;
    }

    /**
     * @param message as it is now
     * @param finished whether the platform has answered; if not, somebody is asking, or will in a moment
     */
    public record Checked(MessageView message, boolean finished) {}

    public Checked check(ConversationId conversation, MessageId id) {
        requireUncertain(conversation, id);
        var reply = replies.find(id).orElseThrow(CheckAgain::unknown);
        if (reply.message().privately()) {
            throw new ProblemException(
                    DeliveryProblem.NOWHERE_TO_LOOK, "Look in the TikTok app whether the customer has it.");
        }
        var account = accounts.find(reply.account())
                .orElseThrow(() -> new ProblemException(
                        ConversationProblem.ACCOUNT_UNBOUND, "Ask an admin to connect the account again."));
        var connector = connectors
                .of(account.platform())
                .orElseThrow(() -> new ProblemException(
                        StoreProblem.PLATFORM_NOT_CONFIGURED, "Look in TikTok itself, or ask an admin."));
        var call = ApiCall.readingFrom(reply.message().surface());
        var grant = governor.take(account.ref(), call, CallPriority.REPLY);
        var permit = grant.permit();
        var finished = permit == null ? later(reply, grant) : now(reply, account, connector, permit);
        return new Checked(messages.find(id).orElseThrow(CheckAgain::unknown), finished);
    }

    private void requireUncertain(ConversationId conversation, MessageId id) {
        var message = messages.find(id)
                .filter(it -> it.conversationId().equals(conversation.value()))
                .orElseThrow(CheckAgain::unknown);
        if (message.status() != MessageStatus.UNCERTAIN) {
            throw new ProblemException(
                    DeliveryProblem.NOT_UNCERTAIN, "Read its status again: there is nothing to look for.");
        }
    }

    private boolean later(Outgoing reply, CallGrant grant) {
        if (grant.askAgainIn().compareTo(ReadBack.A_MOMENT) > 0) {
            throw busy(grant.askAgainIn(), grant.notToday());
        }
        outcomes.lookSoon(reply.id(), grant.askAgainIn());
        return false;
    }

    private boolean now(Outgoing reply, BoundAccount account, Connector connector, CallPermit allowed) {
        try (var permit = allowed) {
            var look = outcomes.lookNow(reply.id());
            look.ifPresent(it -> look(it, reply, account, connector, permit));
            return look.isPresent();
        }
    }

    private void look(LookNow look, Outgoing reply, BoundAccount account, Connector connector, CallPermit permit) {
        try {
            readBack.look(look.claim(), reply.message(), account, connector, permit);
        } catch (NotNowException e) {
            leave(look);
            throw busy(e.askAgainIn(), e.notToday());
        } catch (ConnectorException e) {
            leave(look);
            throw new ProblemException(
                    StoreProblem.PLATFORM_CALL_FAILED, "Try again in a while. TikTok: " + e.getMessage());
        } catch (AccountDisconnectedException e) {
            leave(look);
            throw new ProblemException(
                    StoreProblem.ACCOUNT_DISCONNECTED,
                    "Ask an admin to connect the account again, or look in TikTok itself.");
        }
    }

    /** As it was before: whoever asked knows that nothing is known. */
    private void leave(LookNow look) {
        if (look.extra()) {
            outcomes.giveUp(look.claim());
        } else {
            outcomes.unasked(look.claim(), ReadBack.UNANSWERED);
        }
    }

    private static ProblemException busy(Duration wait, boolean notToday) {
        var seconds = roundedUp(wait);
        var detail = notToday
                ? "All calls of the day are made. Try again after 00:00 UTC, or look in TikTok itself."
                : "TikTok asked for a pause. Try again in " + seconds + " seconds, or look in TikTok itself.";
        return new ProblemException(
                DeliveryProblem.PLATFORM_BUSY, detail, Map.of(ProblemException.RETRY_AFTER, seconds));
    }

    private static long roundedUp(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    private static ProblemException unknown() {
        return new ProblemException(ConversationProblem.UNKNOWN_MESSAGE, "Check the id, or read the thread again.");
    }
}
