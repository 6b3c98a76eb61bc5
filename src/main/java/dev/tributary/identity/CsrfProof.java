package dev.tributary.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows that a request comes from a page that can read our cookies. It belongs to one session, because it is computed
 * from the session's secret; that secret cannot be computed from it.
 */
public final class CsrfProof {

    private static final String ALGORITHM = "HmacSHA256";

    private CsrfProof() {}

    public static String of(String sessionSecret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(sessionSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var proof = mac.doFinal("tributary csrf-token".getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    public static boolean matches(String sessionSecret, String presented) {
        return MessageDigest.isEqual(
                of(sessionSecret).getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
