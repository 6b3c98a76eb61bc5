package dev.tributary.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.SignatureCheck.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every connector promises. A subclass brings connectors and one genuine, signed sample message. */
public abstract class ConnectorContract {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    /** One that knows the app which the sample message was signed for. */
    protected abstract Connector connectorTo(URI api);

    protected abstract RawWebhook sampleMessage();

    protected abstract AccountRef account();

    /** Something that the platform lets an account say. */
    protected abstract OutboundMessage sayable();

    private Connector connector() {
        return connectorTo(NOBODY);
    }

    @Test
    void theSampleMessageIsGenuine() {
        var check = connector().check(sampleMessage());

        assertThat(check.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(check.signedAt()).isNotNull();
    }

    @Test
    @Tag("S12")
    void anUnsignedWebhookIsNotGenuine() {
        var unsigned = new RawWebhook(sampleMessage().body(), Map.of());

        assertThat(connector().check(unsigned)).isEqualTo(new SignatureCheck(Verdict.MISSING, null));
    }

    @Test
    @Tag("S12")
    void everyChangedByteMakesTheSignatureWrong() {
        var sample = sampleMessage();
        for (int i = 0; i < sample.body().length; i += 7) {
            var changed = sample.body().clone();
            changed[i] ^= 1;

            assertThat(connector().check(new RawWebhook(changed, sample.headers())))
                    .isEqualTo(new SignatureCheck(Verdict.WRONG, null));
        }
    }

    @Test
    void aProbeIsGenuineReportsNothingAndIsNeverTheSame() throws MalformedWebhookException {
        var probe = connector().probe(account());

        assertThat(connector().check(probe).verdict()).isEqualTo(SignatureCheck.Verdict.GENUINE);
        assertThat(connector().read(probe.body()).events()).isEmpty();
        assertThat(connector().probe(account()).body()).isNotEqualTo(probe.body());
    }

    @Test
    void checkingRubbishNeverThrows() {
        var random = new Random(20260301);
        for (int i = 0; i < 2_000; i++) {
            var rubbish = bytes(random);
            var header = new String(bytes(random), StandardCharsets.ISO_8859_1);
            var headers = Map.of(anyHeader(), List.of(header));

            assertThat(connector().check(new RawWebhook(rubbish, headers)).verdict())
                    .isNotEqualTo(Verdict.GENUINE);
        }
    }

    @Test
    void readingTheSameWebhookTwiceYieldsTheSameEvents() throws MalformedWebhookException {
        var body = sampleMessage().body();

        assertThat(connector().read(body)).isEqualTo(connector().read(body));
        assertThat(connector().read(body).events())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.accountExternalId()).isNotBlank());
    }

    @Test
    void readingDoesNotTouchTheBytes() throws MalformedWebhookException {
        var body = sampleMessage().body();
        var before = body.clone();

        connector().read(body);

        assertThat(body).isEqualTo(before);
    }

    @Test
    void rubbishIsMalformedRatherThanAnError() {
        var random = new Random(20260302);
        for (int i = 0; i < 500; i++) {
            var rubbish = bytes(random);

            assertThatThrownBy(() -> connector().read(rubbish)).isInstanceOf(MalformedWebhookException.class);
        }
    }

    @Test
    void itTakesWordsWhereItSends() {
        assertThat(connector().textLimit(sayable().surface())).isPositive();
    }

    @Test
    @Tag("F82")
    void whatNeverConnectedIsSafeToRepeat() {
        var outcome = connectorTo(NOBODY).send(account(), new Credentials("secret-token"), sayable());

        assertThat(outcome.kind()).isEqualTo(SendOutcome.Kind.DEFERRED);
        assertThat(outcome.toString()).doesNotContain("secret-token");
    }

    @Test
    void aReadThatNeverConnectedMayBeRepeated() {
        assertThatThrownBy(() -> connectorTo(NOBODY).profile(account(), new Credentials("secret-token")))
                .isInstanceOfSatisfying(
                        ConnectorException.class,
                        e -> assertThat(e.kind()).isEqualTo(ConnectorException.Kind.UNAVAILABLE))
                .hasMessageNotContaining("secret-token");
    }

    @Test
    void aSignalThatNeverConnectedIsSaidToBeLost() {
        for (var signal : Signal.values()) {
            assertThatThrownBy(
                            () -> connectorTo(NOBODY).signal(account(), new Credentials("secret-token"), "c", signal))
                    .isInstanceOfSatisfying(
                            ConnectorException.class,
                            e -> assertThat(e.kind()).isEqualTo(ConnectorException.Kind.UNAVAILABLE))
                    .hasMessageNotContaining("secret-token");
        }
    }

    @Test
    void askingForNothingAsksNobody() throws ConnectorException {
        var credentials = new Credentials("secret-token");

        assertThat(connectorTo(NOBODY).posts(account(), credentials, List.of())).isEmpty();
        assertThat(connectorTo(NOBODY).comments(account(), credentials, "1", List.of()))
                .isEmpty();
    }

    @Test
    void aListThatNeverConnectedMayBeReadAgain() {
        var token = new Credentials("secret-token");
        List<ThrowableAssert.ThrowingCallable> lists = List.of(
                () -> connector().conversations(account(), token, null),
                () -> connector().messages(account(), token, "c"),
                () -> connector().newestPosts(account(), token, null),
                () -> connector().newestComments(account(), token, "1", null),
                () -> connector().replies(account(), token, "1", "2", null));

        assertThat(lists)
                .allSatisfy(it -> assertThatThrownBy(it)
                        .isInstanceOfSatisfying(
                                ConnectorException.class,
                                e -> assertThat(e.kind()).isEqualTo(ConnectorException.Kind.UNAVAILABLE))
                        .hasMessageNotContaining("secret-token"));
    }

    private String anyHeader() {
        return sampleMessage().headers().keySet().iterator().next();
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }
}
