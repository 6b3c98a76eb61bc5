package dev.tributary.delivery;

import static dev.tributary.connector.SendOutcome.accepted;
import static dev.tributary.connector.SendOutcome.quotaUsedUp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Platform;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.store.DayQuota;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** TikTok counts the calls of a day for the whole app: once they are made, nobody calls before midnight UTC. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class DayQuotaTest {

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    DayQuota quota;

    @Inject
    Jdbi jdbi;

    /** As at midnight. */
    @AfterEach
    void theDayIsOver() {
        jdbi.useHandle(db -> {
            db.execute("DELETE FROM rate_pause");
            db.execute("UPDATE delivery SET due_at = now() WHERE due_at > now() + interval '5 minutes'");
        });
        quota.look();
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
        assertThat(quota.pause(Platform.TIKTOK_BUSINESS)).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));

        platform.answers(first.account().ref(), it -> accepted("out-" + UUID.randomUUID(), null));
        theDayIsOver();

        replies.becomes(refused, MessageStatus.SENT);
        replies.becomes(waiting, MessageStatus.SENT);
        assertThat(platform.textsSent(other.account().ref())).containsExactly("me too");
    }

    @Test
    @Tag("F92")
    void otherServersFindOutByTheDatabase() {
        jdbi.useHandle(db -> db.execute("""
                INSERT INTO rate_pause (id, platform, reason, until)
                VALUES (gen_random_uuid(), 'TIKTOK_BUSINESS', 'QUOTA_USED_UP', now() + interval '1 hour')
                """));
        assertThat(quota.pause(Platform.TIKTOK_SHOP)).isZero();

        quota.look();

        assertThat(quota.pause(Platform.TIKTOK_BUSINESS))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60).plusMillis(1));
        assertThat(quota.pause(Platform.TIKTOK_SHOP)).isZero();
    }
}
