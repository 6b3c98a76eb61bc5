package dev.tributary.identity;

import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names one login. It is the hash of the secret in the cookie: knowing it logs nobody in. */
@Schema(type = SchemaType.STRING)
public record SessionId(String value) {

    static SessionId ofHash(byte[] hash) {
        return new SessionId(HexFormat.of().formatHex(hash));
    }

    /** Read from a path parameter. */
    public static SessionId fromString(String text) {
        if (!text.matches("[0-9a-f]{64}")) {
            throw Sessions.unknown();
        }
        return new SessionId(text);
    }

    byte[] hash() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
