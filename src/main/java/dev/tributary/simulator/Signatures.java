package dev.tributary.simulator;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** TikTok's webhook signature: HMAC-SHA256 over {@code t + "." + body}, keyed with the app secret. */
public final class Signatures {

    public static final String HEADER = "TikTok-Signature";

    private Signatures() {}

    /** The header's value, for exactly these bytes. */
    public static String header(String secret, long epochSeconds, byte[] body) {
        return "t=" + epochSeconds + ",s=" + sign(secret, epochSeconds, body);
    }

    static String sign(String secret, long epochSeconds, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((epochSeconds + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HmacSHA256.", e);
        }
    }
}
