package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.RawWebhook;
import dev.tributary.connector.SignatureCheck;
import dev.tributary.connector.SignatureCheck.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Judges {@code TikTok-Signature: t=<unix seconds>,s=<HMAC-SHA256 of t, a dot and the body>}. */
class TikTokSignature {

    static final String HEADER = "tiktok-signature";
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;
    private final Duration maxAge;
    private final Duration maxAhead;
    private final boolean milliseconds;
    private final Clock clock;

    TikTokSignature(TikTokBusinessApp app, TikTokBusinessConfig.Signature rules, Clock clock) {
        this.keys = app.secrets().stream()
                .map(it -> new SecretKeySpec(it.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        this.maxAge = rules.maxAge();
        this.maxAhead = rules.maxAhead();
        this.milliseconds = rules.acceptMillisecondTimestamps();
        this.clock = clock;
    }

    SignatureCheck check(RawWebhook webhook) {
        var claims = webhook.header(HEADER).stream().map(Claim::parse).collect(Collectors.toSet());
        // Two headers that say the same are a proxy's doing; two that differ are somebody's trick.
        if (claims.size() != 1) {
            return new SignatureCheck(Verdict.MISSING, null);
        }
        return claims.iterator()
                .next()
                .flatMap(claim -> claim.signedAt(milliseconds).map(at -> judge(claim, at, webhook.body())))
                .orElseGet(() -> new SignatureCheck(Verdict.MISSING, null));
    }

    /** As TikTok would, with the newest of our secrets. */
    String sign(byte[] body, Instant at) {
        var time = Long.toString(at.getEpochSecond());
        return "t=" + time + ",s=" + HexFormat.of().formatHex(hmac(keys.get(0), time, body));
    }

    private SignatureCheck judge(Claim claim, Instant signedAt, byte[] body) {
        if (!isSigned(claim, body)) {
            return new SignatureCheck(Verdict.WRONG, null);
        }
        var now = clock.instant();
        if (signedAt.isBefore(now.minus(maxAge))) {
            return new SignatureCheck(Verdict.STALE, signedAt);
        }
        if (signedAt.isAfter(now.plus(maxAhead))) {
            return new SignatureCheck(Verdict.FUTURE, signedAt);
        }
        return new SignatureCheck(Verdict.GENUINE, signedAt);
    }

    /** Tries every secret always, so that the time taken does not tell which one fits. */
    private boolean isSigned(Claim claim, byte[] body) {
        var signed = false;
        for (var key : keys) {
            signed |= MessageDigest.isEqual(hmac(key, claim.time(), body), claim.signature());
        }
        return signed;
    }

    private static byte[] hmac(SecretKeySpec key, String time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** What one header says: the time as it was written, because that is what was signed, and the signature in hex. */
    private record Claim(String time, String hex) {

        private static final Pattern TIME = Pattern.compile("[0-9]{1,10}|[0-9]{13}");
        private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

        /** Empty if this is no signature. Tolerates blanks, any order, upper case and parts that are new. */
        static Optional<Claim> parse(String header) {
            var times = values(header, "t");
            var signatures = values(header, "s");
            if (times.size() != 1 || signatures.size() != 1) {
                return Optional.empty();
            }
            var claim = new Claim(
                    times.iterator().next(), signatures.iterator().next().toLowerCase(Locale.ROOT));
            return TIME.matcher(claim.time).matches()
                            && SIGNATURE.matcher(claim.hex).matches()
                    ? Optional.of(claim)
                    : Optional.empty();
        }

        private static Set<String> values(String header, String name) {
            return Pattern.compile(",")
                    .splitAsStream(header)
                    .map(part -> part.split("=", 2))
                    .filter(part -> part.length == 2 && part[0].strip().equalsIgnoreCase(name))
                    .map(part -> part[1].strip())
                    .collect(Collectors.toSet());
        }

        Optional<Instant> signedAt(boolean milliseconds) {
            if (time.length() <= 10) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(time)));
            }
            return milliseconds ? Optional.of(Instant.ofEpochMilli(Long.parseLong(time))) : Optional.empty();
        }

        byte[] signature() {
            return HexFormat.of().parseHex(hex);
        }
    }
}
