package dev.tributary.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.Person;
import dev.tributary.testing.Given;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What holds for a conversation follows the settings, also those that change when it is there already. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(WindowRecountTest.OtherRules.class)
class WindowRecountTest {

    private static final String ACCOUNT = "00000000-0000-4000-8000-00000000a001";
    private static final Instant WROTE = Instant.parse("2026-03-01T12:00:00Z");

    /** TikTok's automatic messages do not count, windows are a day, and one account has a rule of its own. */
    public static class OtherRules implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tributary.messaging.window",
                    "24h",
                    "tributary.messaging.counted-sources",
                    "API,APP,WEB",
                    "tributary.messaging.accounts." + ACCOUNT + ".answer-rule",
                    "unlimited-after-reply",
                    "tributary.messaging.accounts." + ACCOUNT + ".messages-after-window",
                    "5");
        }
    }

    @Inject
    WindowRecount recount;

    @Inject
    MessagingRules rules;

    @Inject
    Jdbi jdbi;

    @Test
    void conversationsThatWereCountedByOtherSettingsAreCountedAnew() {
        var shop = WebhookShop.open();
        say(shop, "1", Direction.INBOUND, Source.APP, Duration.ZERO);
        say(shop, "2", Direction.OUTBOUND, Source.AUTOMATIC, Duration.ofMinutes(1));
        say(shop, "3", Direction.OUTBOUND, Source.WEB, Duration.ofHours(1));
        say(shop, "4", Direction.OUTBOUND, Source.API, Duration.ofHours(30));
        assertThat(answers(shop)).isEqualTo(new Answers(WROTE, 2, 1, false));

        jdbi.useHandle(db -> {
            db.execute("UPDATE conversation SET window_used = 3, silent_used = 0 WHERE account_id = ?", shop.account());
            db.execute("UPDATE answer_window_basis SET basis = 'of yesterday', counted_until = NULL");
        });
        recount.settingsMayHaveChanged();

        assertThat(answers(shop)).isEqualTo(new Answers(WROTE, 2, 1, false));
    }

    @Test
    void anAccountMayHaveARuleOfItsOwn() {
        var own = rules.quota(UUID.fromString(ACCOUNT));
        var others = rules.quota(WebhookShop.unbound().account());

        assertThat(own.rule()).isEqualTo(MessagingRules.AnswerRule.UNLIMITED_AFTER_REPLY);
        assertThat(own.afterWindow()).isEqualTo(5);
        assertThat(own.perWindow()).isEqualTo(10);
        assertThat(own.window()).isEqualTo(Duration.ofHours(24));
        assertThat(others.rule()).isEqualTo(MessagingRules.AnswerRule.PER_WINDOW);
        assertThat(others.afterWindow()).isEqualTo(3);
    }

    private void say(WebhookShop shop, String id, Direction direction, Source source, Duration later) {
        var message = new MessageSeen(
                shop.openId(),
                "dm",
                "m" + id,
                direction,
                Person.of("customer", null),
                Content.text(id),
                null,
                source,
                WROTE.plus(later));
        Given.happened(shop.bound(null), message);
    }

    private Answers answers(WebhookShop shop) {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM conversation WHERE account_id = ?")
                .bind(0, shop.account())
                .map((row, context) -> Answers.of(row))
                .one());
    }
}
