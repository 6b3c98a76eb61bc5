package dev.tributary.connector.tiktokbusiness;

import static dev.tributary.connector.tiktokbusiness.Fixtures.NOW;
import static dev.tributary.connector.tiktokbusiness.Fixtures.OLD_SECRET;
import static dev.tributary.connector.tiktokbusiness.Fixtures.SECRET;
import static dev.tributary.connector.tiktokbusiness.Fixtures.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tributary.connector.RawWebhook;
import dev.tributary.connector.SignatureCheck;
import dev.tributary.connector.SignatureCheck.Verdict;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TikTokSignatureTest {

    private static final byte[] BODY = Fixtures.payload("im_receive_msg-text");
    private static final String T = Long.toString(NOW.getEpochSecond());
    private static final String S = signature(SECRET, T, BODY);

    @Test
    @Tag("S12")
    void agreesWithAVectorThatWasComputedElsewhere() {
        var body = "{\"event\":\"im_receive_msg\"}".getBytes(UTF_8);
        var header = "t=1700000000,s=709cc5db5ecf3bd899caaeac034dd1ec29af6b4f3a507587216aaf913d4e2b99";
        var then = Instant.ofEpochSecond(1_700_000_000);

        assertThat(signatures(then, "app-secret", SECRET).check(webhook(body, header)))
                .isEqualTo(new SignatureCheck(Verdict.GENUINE, then));
    }

    @ParameterizedTest
    @Tag("F1")
    @Tag("F3")
    @Tag("S12")
    @ValueSource(strings = {"", " ", ",", "=", "t=", "s=", "t=1790000004", "s=SIGNATURE", "t=1790000004,s=", "t,s"})
    void anIncompleteHeaderIsAMissingSignature(String header) {
        assertThat(verdict(header.replace("SIGNATURE", S))).isEqualTo(Verdict.MISSING);
    }

    @Test
    @Tag("F1")
    void noHeaderIsAMissingSignature() {
        assertThat(signatures(NOW).check(new RawWebhook(BODY, Map.of())).verdict())
                .isEqualTo(Verdict.MISSING);
        assertThat(signatures(NOW)
                        .check(new RawWebhook(BODY, Map.of("tiktok-signature", List.of())))
                        .verdict())
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    @Tag("F2")
    @Tag("S12")
    void whatMeansTheSameIsTheSame() {
        assertThat(List.of(
                        "s=" + S + ",t=" + T,
                        " t = " + T + " , s = " + S + " ",
                        "t=" + T + ",s=" + S.toUpperCase(Locale.ROOT),
                        "v=2,t=" + T + ",,extra,s=" + S + ",x=y=z",
                        "T=" + T + ",S=" + S,
                        "t=" + T + ",s=" + S + ",t=" + T + ",s=" + S))
                .allSatisfy(header -> assertThat(verdict(header)).isEqualTo(Verdict.GENUINE));
    }

    @Test
    @Tag("F2")
    @Tag("S12")
    void theHeaderMayComeTwiceButNotWithTwoMeanings() {
        var header = "t=" + T + ",s=" + S;
        var other = "t=" + T + ",s=" + "0".repeat(64);

        assertThat(verdict(header, "s=" + S + ",t=" + T)).isEqualTo(Verdict.GENUINE);
        assertThat(verdict(header, other)).isEqualTo(Verdict.MISSING);
        assertThat(verdict(other, header)).isEqualTo(Verdict.MISSING);
        assertThat(verdict(header, "")).isEqualTo(Verdict.MISSING);
        assertThat(verdict(header + "," + other)).isEqualTo(Verdict.MISSING);
    }

    @Test
    @Tag("F3")
    @Tag("S12")
    void aSignatureOfAnotherLengthOrAlphabetIsNone() {
        assertThat(List.of(S.substring(1), S + "0", S.substring(1) + "g", "٣".repeat(64), "0x" + S.substring(2)))
                .allSatisfy(s -> assertThat(verdict("t=" + T + ",s=" + s)).isEqualTo(Verdict.MISSING));
    }

    @Test
    @Tag("F4")
    @Tag("S12")
    void aBodyThatMeansTheSameButIsNotTheSameIsWrong() {
        var serialisedAgain = Fixtures.bytes(Fixtures.envelope("im_receive_msg-text"));
        assertThat(serialisedAgain).isNotEqualTo(BODY);

        var check = signatures(NOW).check(webhook(serialisedAgain, "t=" + T + ",s=" + S));

        assertThat(check).isEqualTo(new SignatureCheck(Verdict.WRONG, null));
    }

    @Test
    @Tag("F4")
    void anotherTimeIsWrong() {
        assertThat(verdict("t=" + (NOW.getEpochSecond() - 1) + ",s=" + S)).isEqualTo(Verdict.WRONG);
        assertThat(verdict("t=0" + T.substring(1) + ",s=" + S)).isEqualTo(Verdict.WRONG);
    }

    @Test
    @Tag("F5")
    void everySecretIsGoodUntilItIsTakenAway() {
        var header = "t=" + T + ",s=" + signature(OLD_SECRET, T, BODY);

        var during = signatures(NOW, "app-secret", SECRET + "," + OLD_SECRET).check(webhook(BODY, header));
        var afterwards = signatures(NOW, "app-secret", SECRET).check(webhook(BODY, header));

        assertThat(during).isEqualTo(new SignatureCheck(Verdict.GENUINE, NOW));
        assertThat(afterwards).isEqualTo(new SignatureCheck(Verdict.WRONG, null));
    }

    @ParameterizedTest
    @Tag("F7")
    @CsvSource({"PT6M,GENUINE", "PT71H,GENUINE", "P7D,GENUINE", "P8D,STALE"})
    void retriesOfThreeDaysAreTakenInAndOlderOnesAreNot(Duration age, Verdict verdict) {
        var check = signatures(NOW.plus(age)).check(webhook(BODY, "t=" + T + ",s=" + S));

        assertThat(check).isEqualTo(new SignatureCheck(verdict, NOW));
    }

    @ParameterizedTest
    @Tag("F8")
    @CsvSource({"PT5M,GENUINE", "PT1H,FUTURE"})
    void clocksMayDriftButNotByAnHour(Duration ahead, Verdict verdict) {
        var check = signatures(NOW.minus(ahead)).check(webhook(BODY, "t=" + T + ",s=" + S));

        assertThat(check).isEqualTo(new SignatureCheck(verdict, NOW));
    }

    @Test
    @Tag("F7")
    void howOldASignatureMayBeIsASetting() {
        var strict = signatures(NOW.plusSeconds(400), "signature.max-age", "300s");

        assertThat(strict.check(webhook(BODY, "t=" + T + ",s=" + S)).verdict()).isEqualTo(Verdict.STALE);
    }

    @ParameterizedTest
    @Tag("F9")
    @ValueSource(strings = {"abc", "-1790000004", "100000000000000000000", "1790000004.0", "1e9", "+1790000004", "٠١٢"})
    void aTimeThatIsNoneIsAMissingSignatureEvenIfItWasSigned(String time) {
        assertThat(verdict("t=" + time + ",s=" + signature(SECRET, time, BODY))).isEqualTo(Verdict.MISSING);
    }

    @Test
    @Tag("F9")
    void millisecondsAreTakenOnlyIfConfigured() {
        var time = T + "123";
        var webhook = webhook(BODY, "t=" + time + ",s=" + signature(SECRET, time, BODY));

        assertThat(signatures(NOW).check(webhook).verdict()).isEqualTo(Verdict.MISSING);
        assertThat(signatures(NOW, "signature.accept-millisecond-timestamps", "true")
                        .check(webhook))
                .isEqualTo(new SignatureCheck(Verdict.GENUINE, NOW.plusMillis(123)));
    }

    @Test
    @Tag("F10")
    @Tag("S12")
    void theSignatureOfAnotherAppIsWrong() {
        assertThat(verdict("t=" + T + ",s=" + signature("secret of another app", T, BODY)))
                .isEqualTo(Verdict.WRONG);
        assertThat(verdict("t=" + T + ",s=" + "0".repeat(64))).isEqualTo(Verdict.WRONG);
    }

    @Test
    @Tag("S29")
    void signaturesAreComparedInConstantTimeOnly() {
        var calls = new ClassFileImporter()
                .importPackages("dev.tributary.connector").stream()
                        .filter(it -> !it.getSimpleName().endsWith("Test"))
                        .flatMap(it -> it.getMethodCallsFromSelf().stream())
                        .toList();

        assertThat(calls)
                .anyMatch(it -> it.getOriginOwner().isEquivalentTo(TikTokSignature.class)
                        && it.getTargetOwner().isEquivalentTo(MessageDigest.class)
                        && it.getName().equals("isEqual"));
        assertThat(calls)
                .noneMatch(it -> it.getTargetOwner().isEquivalentTo(java.util.Arrays.class)
                        && it.getName().equals("equals"));
    }

    private static Verdict verdict(String... headers) {
        return signatures(NOW).check(webhook(BODY, headers)).verdict();
    }

    private static RawWebhook webhook(byte[] body, String... headers) {
        return new RawWebhook(body, Map.of("tiktok-signature", List.of(headers)));
    }

    private static TikTokSignature signatures(Instant now, String... settings) {
        var config = Fixtures.config(settings);
        return new TikTokSignature(TikTokBusinessApp.of(config), config.signature(), Clock.fixed(now, ZoneOffset.UTC));
    }
}
