package dev.tributary.delivery;

import static dev.tributary.connector.SendOutcome.accepted;
import static dev.tributary.connector.SendOutcome.quotaUsedUp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Platform;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.store.governor.CallGovernor;
import dev.tributary.store.governor.CallGrant;
import dev.tributary.store.governor.CallPermit;
import dev.tributary.store.governor.CallPriority;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** TikTok counts the calls of a day for the whole app: once they are made, nobody calls before midnight UTC. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class DayQuotaTest {

    private static final AccountRef BUSINESS = new AccountRef(Platform.TIKTOK_BUSINESS, "any");
    private static final AccountRef SHOP = new AccountRef(Platform.TIKTOK_SHOP, "any");

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    CallGovernor governor;

    /** As at midnight. */
    @AfterEach
    void theDayIsOver() {
        replies.change("DELETE FROM rate_pause");
        replies.until(() -> !take(BUSINESS).notToday());
        replies.change("UPDATE delivery SET due_at = now() WHERE due_at > now() + interval '5 minutes'");
    }

    @Test
    @Tag("F92")
    void nothingIsSentForTheRestOfTheDayAndTheNextDayEverythingGoesOutByItself() {
        var first = replies.aCustomer();
        var other = replies.aCustomer();
        platform.answers(first.account().ref(), it -> quotaUsedUp("40100", "App reaches the daily limit."));

        var refused = replies.reply(first, "tomorrow then");
        replies.becomes(refused, MessageStatus.RETRYING);
        assertThat(replies.failure(refused).reason()).isEqualTo("App reaches the daily limit.");

        var waiting = replies.reply(other, "me too");
        replies.becomes(waiting, MessageStatus.RETRYING);
        assertThat(replies.failure(waiting).reason()).contains("00:00 UTC");
        assertThat(platform.calls(other.account().ref())).isEmpty();
        assertThat(platform.calls(first.account().ref())).hasSize(1);
        assertThat(take(BUSINESS).askAgainIn()).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));

        replies.change(
                "UPDATE delivery SET queued_at = now() - interval '1 day', due_at = now() WHERE message_id = ?",
                refused.value());
        replies.until(() -> String.valueOf(replies.failure(refused).reason()).contains("00:00 UTC"));
        assertThat(replies.message(refused).status()).isEqualTo(MessageStatus.RETRYING);
        assertThat(platform.calls(first.account().ref())).as("nobody called").hasSize(1);

        platform.answers(first.account().ref(), it -> accepted("out-" + UUID.randomUUID(), null));
        theDayIsOver();

        replies.becomes(refused, MessageStatus.SENT);
        replies.becomes(waiting, MessageStatus.SENT);
        assertThat(platform.textsSent(other.account().ref())).containsExactly("me too");
    }

    @Test
    @Tag("F92")
    void otherServersFindOutByTheDatabase() {
        replies.change("""
                INSERT INTO rate_pause (id, platform, reason, until)
                VALUES (gen_random_uuid(), 'TIKTOK_BUSINESS', 'QUOTA_USED_UP', now() + interval '1 hour')
                """);

        replies.until(() -> take(BUSINESS).notToday());

        assertThat(take(BUSINESS).askAgainIn())
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60).plusMillis(1));
        assertThat(take(SHOP).notToday()).isFalse();
    }

    private CallGrant take(AccountRef account) {
        var grant = governor.take(account, ApiCall.SEND_MESSAGE, CallPriority.REPLY);
        grant.allowed().ifPresent(CallPermit::close);
        return grant;
    }
}
