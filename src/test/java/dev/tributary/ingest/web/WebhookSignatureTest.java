package dev.tributary.ingest.web;

import static dev.tributary.testing.ConfiguredTikTok.OLD_SECRET;
import static dev.tributary.testing.ConfiguredTikTok.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.Signatures;
import dev.tributary.testing.ConfiguredTikTok;
import dev.tributary.testing.Hook;
import dev.tributary.testing.IngestTester;
import dev.tributary.testing.Payload;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature decides at the door. How signatures are read is tested beside them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ConfiguredTikTok.class)
class WebhookSignatureTest {

    @Inject
    MeterRegistry meters;

    private final byte[] body = Payload.message(
                    WebhookShop.unbound(), "c", UUID.randomUUID().toString(), "hi")
            .bytes();
    private final long now = Hook.now();
    private final String good = Hook.sign(SECRET, now, body);

    private void assertRefused(int status) {
        assertThat(status).isEqualTo(401);
        assertThat(IngestTester.stored(body)).isEmpty();
    }

    private int deliverWith(String... headers) {
        var request = Hook.request(body, headers[0]);
        for (int i = 1; i < headers.length; i++) {
            request.header(Signatures.HEADER, headers[i]);
        }
        return Hook.send(request.build()).statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t=1790000000", "s=00", "t=,s=", "nonsense", "t=1790000000,s="})
    @Tag("F1")
    @Tag("F3")
    @Tag("S12")
    void withoutAWholeSignatureTheAnswerIsEmptyAndNothingIsStored(String header) {
        var before = refused("missing");

        var answer = Hook.send(Hook.request(body, header).build());

        assertRefused(answer.statusCode());
        assertThat(answer.body()).isEmpty();
        assertThat(refused("missing")).isEqualTo(before + 1);
    }

    @Test
    @Tag("F1")
    @Tag("S12")
    void withoutTheHeaderTheAnswerIsTheSame() {
        var before = refused("missing");
        try (var connection = new RawConnection()) {
            connection.send(RawConnection.head("Content-Length: " + body.length));
            connection.send(body);

            assertRefused(connection.status());
        }
        assertThat(refused("missing")).isEqualTo(before + 1);
    }

    @Test
    @Tag("F2")
    @Tag("S12")
    void aSignatureMayBeWrittenInAnyCaseAndOrderAndTwice() {
        var hex = good.substring(good.indexOf("s=") + 2);

        assertThat(deliverWith("v=2, s=%s , t=%d".formatted(hex.toUpperCase(Locale.ROOT), now)))
                .isEqualTo(200);
        assertThat(deliverWith(good, good)).isEqualTo(200);
    }

    @Test
    @Tag("F2")
    @Tag("S12")
    void twoDifferentSignaturesAreNone() {
        assertRefused(deliverWith(good, Hook.sign("another secret", now, body)));
        assertRefused(deliverWith(Hook.sign("another secret", now, body), good));
    }

    @Test
    @Tag("F3")
    @Tag("S12")
    void aSignatureOfAnotherLengthOrAlphabetIsRefused() {
        var hex = good.substring(good.indexOf("s=") + 2);
        for (var wrong :
                List.of(hex.substring(1), hex + "0", "g" + hex.substring(1), hex.replace('a', 'é'), "0x" + hex)) {
            if (!wrong.equals(hex)) {
                assertRefused(RawConnection.statusOf(body, "t=" + now + ",s=" + wrong));
            }
        }
    }

    @Test
    @Tag("F4")
    @Tag("S12")
    void anotherBodyThanTheSignedOneIsRefused() {
        for (int i = 0; i < body.length; i += 17) {
            var changed = body.clone();
            changed[i] ^= 1;
            assertThat(Hook.deliver(changed, good)).isEqualTo(401);
        }
        var spaced = new String(body, StandardCharsets.UTF_8).replace(",", ", ");
        assertThat(Hook.deliver(spaced.getBytes(StandardCharsets.UTF_8), good)).isEqualTo(401);
        assertRefused(Hook.deliver(new byte[0], good));
    }

    @Test
    @Tag("F5")
    void duringARotationBothSecretsAreGood() {
        assertThat(Hook.deliver(body, Hook.sign(OLD_SECRET, now, body))).isEqualTo(200);
    }

    @Test
    @Tag("F5")
    @Tag("F10")
    @Tag("S12")
    void aSecretThatIsNotOursIsRefused() {
        assertRefused(Hook.deliver(body, Hook.sign("the secret before the last", now, body)));
    }

    @Test
    @Tag("F7")
    @Tag("F8")
    void theAgeOfASignatureIsJudgedGenerously() {
        for (var age :
                List.of(Duration.ofMinutes(6), Duration.ofHours(71), Duration.ofDays(6), Duration.ofMinutes(-5))) {
            assertThat(Hook.deliver(body, Hook.sign(SECRET, now - age.toSeconds(), body)))
                    .as("%s old", age)
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("F7")
    @Tag("F8")
    void whatIsTooOldOrOfTheFutureIsRefusedAndCounted() {
        var before = refused("stale") + refused("future");

        assertRefused(
                Hook.deliver(body, Hook.sign(SECRET, now - Duration.ofDays(8).toSeconds(), body)));
        assertRefused(
                Hook.deliver(body, Hook.sign(SECRET, now + Duration.ofHours(1).toSeconds(), body)));

        assertThat(refused("stale") + refused("future")).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1790000000", "100000000000000000000", "1790000000000", "1e9", ""})
    @Tag("F9")
    void aTimeThatIsNoneIsRefused(String time) {
        var hex = good.substring(good.indexOf("s=") + 2);

        assertRefused(Hook.deliver(body, "t=" + time + ",s=" + hex));
    }

    @Test
    @Tag("F17")
    void aFloodOfForgeriesDoesNotHoldUpWhatIsSigned() throws InterruptedException {
        var flooding = new AtomicBoolean(true);
        var forged = new AtomicInteger();
        var flood = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            var forger = new Thread(() -> {
                while (flooding.get()) {
                    if (Hook.deliver(body, "t=" + now + ",s=" + "0".repeat(64)) == 401) {
                        forged.incrementAndGet();
                    }
                }
            });
            forger.start();
            flood.add(forger);
        }
        try {
            var shop = WebhookShop.unbound();
            var signed = Collections.nCopies(200, 0).stream()
                    .map(it -> Payload.message(shop, "c", UUID.randomUUID().toString(), "hi")
                            .bytes())
                    .toList();

            assertThat(Hook.deliverAtOnce(signed)).containsOnly(200);
            assertThat(signed)
                    .allSatisfy(it -> assertThat(IngestTester.stored(it)).isPresent());
        } finally {
            flooding.set(false);
            for (var forger : flood) {
                forger.join();
            }
        }
        assertThat(forged.get()).isPositive();
        assertThat(IngestTester.stored(body)).isEmpty();
    }

    private double refused(String reason) {
        return meters.counter("tributary.webhooks.refused", "reason", reason).count();
    }
}
