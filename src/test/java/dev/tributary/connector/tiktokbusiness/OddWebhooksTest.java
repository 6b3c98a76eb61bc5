package dev.tributary.connector.tiktokbusiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that nobody should send. They are read as far as they can be, or malformed; never an error. */
class OddWebhooksTest {

    private static final String TEXT = "im_receive_msg-text";

    @ParameterizedTest
    @Tag("F19")
    @ValueSource(strings = {"", " ", "null", "[]", "1", "\"text\"", "true", "{}", "[{\"event\":\"im_receive_msg\"}]"})
    void whatIsNoEnvelopeIsMalformed(String body) {
        assertMalformed(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Tag("F20")
    void jsonThatEndsTooEarlyOrTooLateIsMalformed() {
        var whole = new String(Fixtures.payload(TEXT), StandardCharsets.UTF_8).strip();

        for (int end = 1; end < whole.length(); end += 13) {
            assertMalformed(whole.substring(0, end).getBytes(StandardCharsets.UTF_8));
        }
        assertMalformed((whole + "x").getBytes(StandardCharsets.UTF_8));
        assertMalformed((whole + whole).getBytes(StandardCharsets.UTF_8));
        assertMalformed(("/* hello */" + whole).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Tag("F20")
    void aByteOrderMarkIsNoHarm() throws MalformedWebhookException {
        var marked = new ByteArrayOutputStream();
        marked.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        marked.writeBytes(Fixtures.payload(TEXT));

        assertThat(Fixtures.reader().read(marked.toByteArray()))
                .isEqualTo(Fixtures.reader().read(Fixtures.payload(TEXT)));
    }

    @Test
    @Tag("F21")
    void bytesThatAreNoUtf8ShowAsReplacementCharacters() throws MalformedWebhookException {
        var body = replace("Oslo", new byte[] {(byte) 0xFF, (byte) 0xC0, (byte) 0x80, 'o'});

        assertThat(text(body)).isEqualTo("do you ship to \uFFFD\uFFFD\uFFFDo?");
    }

    @Test
    @Tag("F21")
    void utf16IsMalformed() {
        assertMalformed(new String(Fixtures.payload(TEXT), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16));
    }

    @Test
    @Tag("F22")
    void nulIsLeftOutHoweverItIsWritten() throws MalformedWebhookException {
        // The outer JSON escapes the backslash, or the NUL itself, or has it raw.
        assertThat(text(replace("Oslo", "Os\\\\u0000lo"))).isEqualTo("do you ship to Oslo?");
        assertThat(text(replace("Oslo", "Os\\u0000lo"))).isEqualTo("do you ship to Oslo?");
        assertThat(text(replace("Oslo", "Os\0lo"))).isEqualTo("do you ship to Oslo?");
    }

    @Test
    @Tag("F23")
    void halfACharacterShowsAsReplacementCharacter() throws MalformedWebhookException {
        assertThat(text(replace("Oslo", "\\\\ud83d"))).isEqualTo("do you ship to \uFFFD?");
        assertThat(text(replace("Oslo", "\\ud83d"))).isEqualTo("do you ship to \uFFFD?");
        assertThat(text(replace("Oslo", "\\\\udc4d\\\\ud83d"))).isEqualTo("do you ship to \uFFFD\uFFFD?");
        assertThat(text(replace("Oslo", "\\\\ud83d\\\\udc4d"))).isEqualTo("do you ship to 👍?");
    }

    @ParameterizedTest
    @Tag("F24")
    @ValueSource(ints = {500, 1_001, 100_000})
    void deepNestingIsMalformedAndOverflowsNoStack(int depth) {
        var nested = "[".repeat(depth) + "]".repeat(depth);

        assertMalformed(nested.getBytes(StandardCharsets.UTF_8));
        assertMalformed(replace("\"client_key\"", "\"deep\":" + nested + ",\"client_key\""));
        assertMalformed(Fixtures.withContent(TEXT, "{\"deep\":" + nested + "}"));
    }

    @Test
    @Tag("F25")
    void ofAKeyGivenTwiceTheLastCountsAndSomebodyIsTold() throws MalformedWebhookException {
        var body = replace("\\\"body\\\":", "\\\"body\\\":\\\"first\\\",\\\"body\\\":");

        assertThat(text(body)).isEqualTo("do you ship to Oslo?");
        assertThat(Fixtures.reader().read(body).ignoredBecause()).contains("names a key twice");
    }

    @Test
    @Tag("F26")
    void contentMayBeAnObjectOrWrappedOnceMore() throws MalformedWebhookException {
        var envelope = Fixtures.envelope(TEXT);
        var content = envelope.get("content").textValue();
        var asObject = envelope.deepCopy();
        asObject.set("content", Fixtures.json(content));
        var wrapped =
                envelope.deepCopy().put("content", asObject.textNode(content).toString());

        assertThat(text(Fixtures.bytes(asObject))).isEqualTo("do you ship to Oslo?");
        assertThat(text(Fixtures.bytes(wrapped))).isEqualTo("do you ship to Oslo?");
    }

    @ParameterizedTest
    @Tag("F26")
    @ValueSource(strings = {"", "x", "null", "[]", "1", "{", "{}x"})
    void contentThatHoldsNoObjectIsMalformedAndSaysSo(String content) {
        assertThatThrownBy(() -> Fixtures.reader().read(Fixtures.withContent(TEXT, content)))
                .isInstanceOf(MalformedWebhookException.class)
                .hasMessageContaining("content");
    }

    static Stream<String> numbers() {
        return Stream.of(
                "1" + "0".repeat(400),
                "1e999",
                "-1e999",
                "1e999999999",
                "1".repeat(1_001),
                "1".repeat(200_000),
                "0." + "1".repeat(100_000),
                "NaN",
                "Infinity",
                "99999999999999999999");
    }

    @ParameterizedTest
    @Tag("F27")
    @MethodSource("numbers")
    @Timeout(20)
    void numbersBeyondReasonAreRejectedAndTheEventKept(String number) throws MalformedWebhookException {
        var body = replace("1790000000123", number);
        var message = (MessageSeen) Fixtures.reader().read(body).events().get(0);

        assertThat(message.at()).isEqualTo(Instant.ofEpochSecond(1_790_000_000));
        assertMalformed(replaceIn("comment.update-insert", "7390000000000000001", number));
    }

    @Test
    @Tag("F29")
    void timesAreUnderstoodOrReplacedOrUnknown() throws MalformedWebhookException {
        var create = Instant.ofEpochSecond(1_790_000_000);
        var expected = Map.of(
                "1790000000123", Instant.ofEpochMilli(1_790_000_000_123L),
                "1790000007", Instant.ofEpochSecond(1_790_000_007),
                "\\\"1790000000123\\\"", Instant.ofEpochMilli(1_790_000_000_123L),
                "0", create,
                "-1", create,
                "253402300799000", create,
                "1790000000123000", create,
                "\\\"yesterday\\\"", create,
                "null", create);

        for (var each : expected.entrySet()) {
            assertThat(at(replace("1790000000123", each.getKey())))
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
        }
        var unknown = new String(replace("1790000000123", "0"), StandardCharsets.UTF_8)
                .replace("\"create_time\": 1790000000", "\"create_time\": -5")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(at(unknown)).isNull();
        assertThat(Fixtures.reader().read(unknown).ignoredBecause()).contains("'timestamp'");
    }

    @ParameterizedTest
    @Tag("F34")
    @ValueSource(ints = {0, 1, 6_000, 1_000_000})
    void textsOfAnyLengthAreKept(int length) throws MalformedWebhookException {
        assertThat(text(saying("ж".repeat(length)))).hasSize(length);
        assertThat(text(saying(" ".repeat(length)))).hasSize(length);
    }

    @ParameterizedTest
    @Tag("F35")
    @Tag("F36")
    @Tag("F37")
    @ValueSource(
            strings = {
                "👨‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿👍🏽🇸🇬",
                "Z\u0301\u0302\u0303\u0304",
                "\u202eevil\u202c \u2066isolated\u2069 \u200b",
                "<script>alert(1)</script><img src=x onerror=alert(1)> {{7*7}} [a](javascript:alert(1))",
                "'; DROP TABLE message; --"
            })
    void textsArriveAsTheyWereWritten(String text) throws MalformedWebhookException {
        assertThat(text(saying(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @Tag("F37")
    @ValueSource(
            strings = {"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil", "https://", "h t"})
    void anAddressThatNoBrowserShouldFetchIsNone(String address) throws MalformedWebhookException {
        var body = Fixtures.payload(
                "im_receive_msg-sticker",
                content -> content.putObject("sticker").put("url", address));
        var message = (MessageSeen) Fixtures.reader().read(body).events().get(0);

        assertThat(message.content().type()).isEqualTo(InboundEvent.Type.UNSUPPORTED);
        assertThat(message.content().media()).isEmpty();
    }

    @Test
    @Tag("F40")
    void aUserNameIsBoundedAndMayBeMissing() throws MalformedWebhookException {
        var long5k = Fixtures.payload(TEXT, content -> content.put("from", "x" + "👍".repeat(2_500)));
        var missing = Fixtures.payload(TEXT, content -> content.putNull("from"));

        assertThat(handle(long5k)).isEqualTo("x" + "👍".repeat(127));
        assertThat(handle(missing)).isNull();
    }

    @Test
    void anIdThatNoDatabaseShouldIndexIsMalformed() {
        assertMalformed(Fixtures.payload(TEXT, content -> content.put("message_id", "x".repeat(256))));
        assertMalformed(Fixtures.payload(TEXT, content -> content.put("message_id", "a b")));
        assertMalformed(Fixtures.payload(TEXT, content -> content.put("message_id", "")));
    }

    @Test
    @Tag("F10")
    void anEventOfAnotherAppIsMalformed() {
        var envelope = Fixtures.envelope(TEXT).put("client_key", "7364000000000000002");

        assertThatThrownBy(() -> Fixtures.reader().read(Fixtures.bytes(envelope)))
                .isInstanceOf(MalformedWebhookException.class)
                .hasMessageContaining("client_key");
    }

    @Test
    void theAppMayBeLeftOutOrBeANumber() throws MalformedWebhookException {
        var absent = Fixtures.envelope(TEXT);
        absent.remove("client_key");
        var number = Fixtures.envelope(TEXT).put("client_key", 7364000000000000001L);

        assertThat(text(Fixtures.bytes(absent))).isEqualTo("do you ship to Oslo?");
        assertThat(text(Fixtures.bytes(number))).isEqualTo("do you ship to Oslo?");
    }

    @Test
    @Tag("F24")
    @Timeout(10)
    void readingIsQuickWhateverTheBytes() {
        var wide = "{\"a\":" + "[".repeat(60) + "1,".repeat(100_000) + "1" + "]".repeat(60) + "}";
        var begun = System.nanoTime();

        assertMalformed(wide.getBytes(StandardCharsets.UTF_8));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aCommentsTextIsCleanedToo() throws MalformedWebhookException {
        var body = replaceIn("comment.update-insert", "price?", "pri\\\\u0000ce\\\\ud83d?");
        var comment = (CommentSeen) Fixtures.reader().read(body).events().get(0);

        assertThat(comment.text()).isEqualTo("price\uFFFD?");
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> Fixtures.reader().read(body)).isInstanceOf(MalformedWebhookException.class);
    }

    private static MessageSeen message(byte[] body) throws MalformedWebhookException {
        Reading reading = Fixtures.reader().read(body);
        assertThat(reading.events()).hasSize(1);
        return (MessageSeen) reading.events().get(0);
    }

    private static @Nullable String text(byte[] body) throws MalformedWebhookException {
        return message(body).content().text();
    }

    private static @Nullable Instant at(byte[] body) throws MalformedWebhookException {
        return message(body).at();
    }

    private static @Nullable String handle(byte[] body) throws MalformedWebhookException {
        return message(body).customer().handle();
    }

    private static byte[] saying(String text) {
        return Fixtures.payload(TEXT, content -> content.putObject("text").put("body", text));
    }

    private static byte[] replace(String part, String by) {
        return replaceIn(TEXT, part, by);
    }

    private static byte[] replaceIn(String payload, String part, String by) {
        var body = new String(Fixtures.payload(payload), StandardCharsets.UTF_8);
        assertThat(body).contains(part);
        return body.replace(part, by).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replace(String part, byte[] by) {
        var body = new String(Fixtures.payload(TEXT), StandardCharsets.ISO_8859_1);
        return body.replace(part, new String(by, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
