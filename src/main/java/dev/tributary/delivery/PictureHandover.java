package dev.tributary.delivery;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.SendOutcome;
import dev.tributary.media.OutgoingPictures;
import dev.tributary.media.OutgoingPictures.Waiting;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.governor.AccountCalls;
import dev.tributary.store.governor.CallPermit;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives the platform the picture of a reply, before the reply is begun. Nobody sees a picture that is not sent: whatever
 * goes wrong here, nothing has been said, and it is simply done again.
 */
@ApplicationScoped
class PictureHandover {

    private static final Logger LOG = Logger.getLogger(PictureHandover.class);
    private static final SendOutcome LOST =
            SendOutcome.refused("picture-lost", "The picture is not on this server any more. Attach it again.");

    private final OutgoingPictures pictures;
    private final AccountCalls calls;

    PictureHandover(OutgoingPictures pictures, AccountCalls calls) {
        this.pictures = pictures;
        this.calls = calls;
    }

    Optional<Waiting> needed(Claim claim) {
        return pictures.notHandedOver(claim.message().value());
    }

    /** Empty once the platform has it; otherwise what became of this attempt to send. */
    Optional<SendOutcome> handOver(Waiting waiting, Connector connector, BoundAccount account, CallPermit permit)
            throws AccountDisconnectedException {
        try {
            var picture = pictures.read(waiting);
            if (picture.isEmpty()) {
                return Optional.of(LOST);
            }
            var name = calls.with(
                    account,
                    ApiCall.HAND_OVER,
                    permit,
                    credentials -> connector.handOver(account.ref(), credentials, picture.get()));
            pictures.handedOver(waiting.id(), name);
            return Optional.empty();
        } catch (ConnectorException e) {
            return Optional.of(outcome(e));
        } catch (IOException e) {
            LOG.errorf(e, "A picture cannot be read: media=%s", waiting.id());
            return Optional.of(SendOutcome.deferred(null, null, "The picture cannot be read just now."));
        }
    }

    private static SendOutcome outcome(ConnectorException failure) {
        var reason = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case REFUSED, FORBIDDEN -> SendOutcome.refused(failure.code(), reason);
            case THROTTLED -> SendOutcome.throttled(null, failure.code(), reason);
            case QUOTA_USED_UP -> SendOutcome.quotaUsedUp(failure.code(), reason);
            case UNAVAILABLE, UNAUTHORIZED -> SendOutcome.deferred(null, failure.code(), reason);
        };
    }
}
