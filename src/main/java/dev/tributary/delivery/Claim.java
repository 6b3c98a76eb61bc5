package dev.tributary.delivery;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.MessageId;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right of one worker to do what is next for one reply.
 *
 * @param leaseUntil how long it lasts, by the database's clock; as it stands in the row it also proves that the right is
 *     still ours
 * @param attempts how many calls have been made, this one included once it is begun
 * @param age how long the reply has waited
 * @param uncertainFor set when all that is to be done is to look what became of a call: how long nobody has known
 */
record Claim(
        MessageId message,
        AccountId account,
        Surface surface,
        Instant leaseUntil,
        int attempts,
        Duration age,
        @Nullable Duration uncertainFor) {}
