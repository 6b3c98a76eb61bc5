package dev.tributary.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.platform.address.PublicUrl;
import dev.tributary.store.AccountService;
import dev.tributary.store.AlertKind;
import dev.tributary.testing.TestDatabase;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AlertMailTest {

    private static final List<String> PEOPLE = List.of("ops@kettle.example");

    @Inject
    AlertMail mail;

    @Inject
    AlertMailRows rows;

    @Inject
    AlertMailConfig config;

    @Inject
    ObjectMapper json;

    @Inject
    PublicUrl publicUrl;

    @Inject
    MockMailbox mailbox;

    @Inject
    HealthWatch watch;

    @Inject
    AccountService accounts;

    private Watched it;

    @BeforeEach
    void openAShop() {
        it = Watched.open();
        mailbox.clear();
    }

    @Test
    void whatIsBrokenIsToldAtOnceAndOnceAndItsEndToo() {
        accounts.disconnected(it.account().id(), "withdrawn");
        mail.tell(PEOPLE);
        mail.tell(PEOPLE);

        assertThat(mails()).singleElement().satisfies(sent -> {
            assertThat(sent.getSubject()).contains("告警");
            assertThat(sent.getText()).contains("kettle", "需要重新授权", "withdrawn", "/health");
        });

        it.sql("UPDATE account SET state = 'CONNECTED' WHERE id = :account");
        watch.look();
        mail.tell(PEOPLE);
        mail.tell(PEOPLE);

        assertThat(mails()).hasSize(2);
        assertThat(mails().get(1).getSubject()).contains("已恢复");
    }

    @Test
    void whatPassesWithinMinutesIsNotTold() {
        it.repliesBecame("FAILED", "'40064'", 3);
        watch.look();
        mail.tell(PEOPLE);
        assertThat(mails()).isEmpty();

        it.sql("UPDATE account_alert SET since = now() - interval '6 minutes' WHERE account_id = :account");
        mail.tell(PEOPLE);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whatBeganTogetherIsOneEmail() {
        var other = Watched.open();
        accounts.disconnected(it.account().id(), "withdrawn");
        accounts.disconnected(other.account().id(), "withdrawn");

        mail.tell(PEOPLE);

        assertThat(mails())
                .singleElement()
                .satisfies(sent -> assertThat(sent.getText())
                        .contains(it.store().toString(), other.store().toString()));
    }

    @Test
    void aMailServerThatDoesNotWorkIsTriedAgain() {
        var broken = new AlertMail(
                rows,
                config,
                json,
                mails -> {
                    throw new IllegalStateException("421 too busy");
                },
                publicUrl);
        accounts.disconnected(it.account().id(), "withdrawn");
        broken.tell(PEOPLE);

        mail.tell(PEOPLE);
        assertThat(mails()).as("while the other may still be at it").isEmpty();
        it.sql("UPDATE alert_mail SET claimed_until = now() - interval '1 second'");
        mail.tell(PEOPLE);

        assertThat(mails()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void everyAlertHasWordsInBothLanguages(AlertKind kind) {
        var at = Instant.parse("2026-03-01T12:00:00Z");
        var alert = new AlertMailRows.Told(
                UUID.randomUUID(), "Kettle", ZoneId.of("Asia/Manila"), "kettle", kind, everyArgument(), at, at);

        for (var language : List.of("zh-CN", "en")) {
            var texts = new AlertTexts(language, json);
            assertThat(texts.text(List.of(alert), false, "https://inbox.example/health"))
                    .contains("Kettle", "2026-03-01 20:00")
                    .doesNotContainPattern("\\{[a-z]");
            assertThat(texts.text(List.of(alert), true, "")).contains("kettle");
            assertThat(texts.subject(List.of(alert), false)).doesNotContain("{");
        }
    }

    private static String everyArgument() {
        var names = List.of(
                "reason",
                "callbackUrl",
                "posts",
                "expiresAt",
                "failure",
                "endsAt",
                "features",
                "lastEventAt",
                "waiting",
                "oldestAt",
                "count",
                "failed",
                "of",
                "code",
                "until",
                "failures",
                "nextAt");
        return names.stream()
                .map(it -> "\"" + it + "\":\"2026-03-01T12:00:00.000Z\"")
                .toList()
                .toString()
                .replace('[', '{')
                .replace(']', '}');
    }

    /** Those that tell of this shop: others of this database may have their own troubles. */
    private List<Mail> mails() {
        return mailbox.getMailsSentTo(PEOPLE.get(0)).stream()
                .filter(sent -> sent.getText().contains(it.store().toString()))
                .toList();
    }
}
