package dev.tributary.connector.tiktokbusiness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.connector.AccountRef;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.Platform;
import dev.tributary.connector.RawWebhook;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One app, one account, one customer, and the payloads of {@code tiktok/business}. */
final class Fixtures {

    static final String APP = "7364000000000000001";
    static final String SECRET = "test_app_secret";
    static final String OLD_SECRET = "test_app_secret_of_last_year";
    static final String ACCOUNT_ID = "-000exampleBusinessOpenId0000000000";
    static final String CUSTOMER = "+AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/AbCdEfGhIjKlMnOpQrStUvWx==";
    static final String CONVERSATION = "Zx1Cv2Bn3M+4As5Df6Gh7Jk8Q9==";
    static final String MESSAGE = "q1W2e3R4t5Y6u7I8o9P0a1S2d3==";
    static final String POST = "7380000000000000002";
    static final String COMMENT = "7390000000000000001";
    static final AccountRef ACCOUNT = new AccountRef(Platform.TIKTOK_BUSINESS, ACCOUNT_ID);
    static final Credentials TOKEN = new Credentials("act.exampleToken");
    static final Instant NOW = Instant.ofEpochSecond(1_790_000_004);
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WebhookReader READER = newReader();

    private Fixtures() {}

    static TikTokBusinessConfig config(String... namesAndValues) {
        var properties = new HashMap<String, String>();
        properties.put("app-id", APP);
        properties.put("app-secret", SECRET);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return exactly(properties);
    }

    static TikTokBusinessConfig exactly(Map<String, String> properties) {
        var prefixed = new HashMap<String, String>();
        properties.forEach((name, value) -> prefixed.put("tributary.tiktok.business." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .withMapping(TikTokBusinessConfig.class)
                .build()
                .getConfigMapping(TikTokBusinessConfig.class);
    }

    static WebhookReader reader() {
        return READER;
    }

    private static WebhookReader newReader() {
        var config = config();
        return new WebhookReader(APP, new TimeRange(config.earliestTime(), config.latestTime()));
    }

    static byte[] payload(String name) {
        try (var file = Fixtures.class.getResourceAsStream("/tiktok/business/" + name + ".json")) {
            if (file == null) {
                throw new IllegalArgumentException("No payload " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode envelope(String name) {
        return (ObjectNode) json(new String(payload(name), StandardCharsets.UTF_8));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The payload with a change to its content. */
    static byte[] payload(String name, Consumer<ObjectNode> change) {
        var envelope = envelope(name);
        var content = (ObjectNode) json(envelope.get("content").textValue());
        change.accept(content);
        return bytes(envelope.put("content", content.toString()));
    }

    /** The payload with its content replaced by this text. */
    static byte[] withContent(String name, String content) {
        return bytes(envelope(name).put("content", content));
    }

    static byte[] bytes(JsonNode envelope) {
        return envelope.toString().getBytes(StandardCharsets.UTF_8);
    }

    static RawWebhook signed(byte[] body) {
        var time = Long.toString(NOW.getEpochSecond());
        return new RawWebhook(
                body, Map.of("tiktok-signature", List.of("t=" + time + ",s=" + signature(SECRET, time, body))));
    }

    static String signature(String secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
