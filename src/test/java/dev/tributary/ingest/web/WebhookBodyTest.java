package dev.tributary.ingest.web;

import static dev.tributary.testing.IngestTester.arrives;
import static dev.tributary.testing.IngestTester.settled;
import static dev.tributary.testing.IngestTester.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.ConfiguredTikTok;
import dev.tributary.testing.Hook;
import dev.tributary.testing.IngestTester.Stored;
import dev.tributary.testing.Payload;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is signed is on disk to the byte and answered 200; what it says decides only what becomes of it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ConfiguredTikTok.class)
class WebhookBodyTest {

    private static final String WORDS = "do you ship to Oslo?";

    private final WebhookShop shop = WebhookShop.open();
    private final Payload message = message(WORDS);

    private Payload message(String text) {
        return Payload.message(shop, "c", UUID.randomUUID().toString(), text);
    }

    /** Delivers it, waits until it is settled, and sees that the bytes on disk are those that were sent. */
    private static Stored outcome(byte[] body) {
        assertThat(Hook.deliver(body)).isEqualTo(200);
        var stored = settled(body);
        assertThat(stored.body()).isEqualTo(body);
        return stored;
    }

    private static Stored outcome(String body) {
        return outcome(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertParked(byte[] body, String because) {
        var stored = outcome(body);
        assertThat(stored.outcome()).isEqualTo("PARKED");
        assertThat(stored.reason()).contains(because);
    }

    private static void assertParked(String body, String because) {
        assertParked(body.getBytes(StandardCharsets.UTF_8), because);
    }

    /** What the thread says after this body arrived instead of the usual message. */
    private String shown(byte[] body) {
        assertThat(outcome(body).outcome()).isEqualTo("APPLIED");
        return texts(shop).get(0);
    }

    private byte[] instead(String of, byte[] by) {
        var text = message.text();
        var at = text.indexOf(of);
        var body = new ByteArrayOutputStream();
        body.writeBytes(text.substring(0, at).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(by);
        body.writeBytes(text.substring(at + of.length()).getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private byte[] instead(String of, String by) {
        return instead(of, by.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "\"text\"", "{}", "<xml/>", "a=b&c=d"})
    @Tag("F19")
    void whatIsNoEnvelopeIsParked(String body) {
        assertParked(body, "It cannot be read");
    }

    @Test
    @Tag("F20")
    void jsonThatEndsTooEarlyOrTooLateIsParked() {
        var whole = message.text();

        assertParked(whole.substring(0, whole.length() / 2), "no JSON");
        assertParked(whole + "x", "no JSON");
        assertParked("// hello\n" + whole, "no JSON");
    }

    @Test
    @Tag("F20")
    void aByteOrderMarkIsNoHarm() {
        assertThat(shown(("\uFEFF" + message.text()).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(WORDS);
    }

    @Test
    @Tag("F21")
    void bytesThatAreNoUtf8AreKeptAndShowAsReplacementCharacters() {
        assertThat(shown(instead("Oslo", new byte[] {(byte) 0xFF, (byte) 0xC0, (byte) 0x80, 'o'})))
                .isEqualTo("do you ship to \uFFFD\uFFFD\uFFFDo?");
        assertParked(message.text().getBytes(StandardCharsets.UTF_16), "It cannot be read");
    }

    @Test
    @Tag("F22")
    void nulIsKeptOnDiskAndNotShown() {
        assertThat(shown(instead("Oslo", "Os\\\\u0000lo"))).isEqualTo(WORDS);
        assertParked(new byte[] {0, 0, 0}, "It cannot be read");
    }

    @Test
    @Tag("F23")
    void halfACharacterIsKeptOnDiskAndShowsAsReplacementCharacter() {
        assertThat(shown(instead("Oslo", "\\\\ud83d"))).isEqualTo("do you ship to \uFFFD?");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1_001, 100_000})
    @Tag("F24")
    void deepNestingIsParked(int depth) {
        assertParked("[".repeat(depth) + "]".repeat(depth) + shop.openId(), "It cannot be read");
        assertParked(message.envelope("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"), "It cannot be read");
    }

    @Test
    @Tag("F25")
    void ofAKeyGivenTwiceTheLastCountsAndTheRowSaysSo() {
        var body = instead("\\\"body\\\":", "\\\"body\\\":\\\"first\\\",\\\"body\\\":");

        assertThat(shown(body)).isEqualTo(WORDS);
        assertThat(settled(body).reason()).contains("names a key twice");
    }

    @Test
    @Tag("F26")
    void contentThatHoldsNoObjectIsParkedAndSaysSo() {
        for (var content : List.of("", "x", "[]", "1", "{")) {
            assertParked(message.envelope(content), "content");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "NaN", "99999999999999999999", "\\\"soon\\\"", "-1", "0"})
    @Tag("F27")
    @Tag("F29")
    void aTimeBeyondReasonDoesNotCostTheMessage(String number) {
        assertThat(shown(instead(Long.toString(Payload.AT), number))).isEqualTo(WORDS);
    }

    @Test
    @Tag("F28")
    @Tag("F50")
    void aCommentIsTheSameWhetherItsIdIsANumberOrText() {
        var comment = Payload.comment(shop, 7_390_000_000_000_000_001L, "insert");

        arrives(Payload.highIntent(shop, 7_390_000_000_000_000_001L));
        arrives(comment);
        arrives(comment.with(it -> it.put("comment_id", "7390000000000000001")));

        assertThat(texts(shop)).containsExactly("price?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversation_id", "message_id"})
    @Tag("F30")
    void withoutAFieldThatItCannotDoWithoutItIsParkedAndTheFieldNamed(String field) {
        assertParked(message.with(it -> it.remove(field)).text(), "'" + field + "'");
        assertParked(message.with(it -> it.putArray(field)).text(), "'" + field + "'");
    }

    @Test
    @Tag("F31")
    void anEventThatIsNewIsIgnoredAndAMessageThatIsNewIsShown() {
        var event = new Payload("im_dance", shop.openId(), message.content());
        assertThat(outcome(event.text())).satisfies(it -> {
            assertThat(it.outcome()).isEqualTo("IGNORED");
            assertThat(it.reason()).contains("im_dance");
        });

        arrives(message.with(it -> it.put("type", "hologram")));
        assertThat(texts(shop)).containsExactly("hologram");
    }

    @Test
    @Tag("F34")
    void textsOfAnyLengthAreKept() {
        for (var text : List.of("", " ", "x", "ж".repeat(6_000), "x".repeat(200_000))) {
            arrives(message(text));
            assertThat(texts(shop)).contains(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 👍🏽 🇳🇴",
                "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308",
                "\u202Egpj.exe\u202C \u2066isolated\u2069 zero\u200Bwidth",
                "مرحبا كم السعر؟",
                "'; DROP TABLE message; -- \\ \" \u2028 \r\n\t"
            })
    @Tag("F35")
    @Tag("F36")
    @Tag("F37")
    void textsArriveAsTheyWereWritten(String text) {
        arrives(message(text));

        assertThat(texts(shop)).containsExactly(text);
    }

    @Test
    @Tag("F21")
    @Tag("F30")
    void whateverIsSignedIsStoredAndSettled() {
        var random = new Random(7);
        for (int i = 0; i < 50; i++) {
            var body = message("hello " + i).bytes();
            for (int changes = 0; changes < 4; changes++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertThat(Hook.deliver(body)).isEqualTo(200);
            assertThat(settled(body).body()).isEqualTo(body);
        }
    }
}
