package dev.tributary.store.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of files in a header (RFC 6266), where only ASCII is safe (RFC 8187, once RFC 5987). */
final class ContentDisposition {

    private static final Pattern EXTENDED =
            Pattern.compile("(?i)(?:^|[;\\s])filename\\*\\s*=\\s*UTF-8'[^']*'([^;\\s]*)");
    private static final Pattern PLAIN =
            Pattern.compile("(?i)(?:^|[;\\s])filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\\s\"]+))");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^ -~]|[\"\\\\%]");
    private static final String AS_IT_IS = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /** The name that a header gives; the extended form counts before the plain one. Not cleaned yet. */
    static @Nullable String fileName(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var extended = EXTENDED.matcher(header);
        if (extended.find()) {
            return decoded(extended.group(1));
        }
        var plain = PLAIN.matcher(header);
        if (!plain.find()) {
            return null;
        }
        return plain.group(1) == null
                ? plain.group(2)
                : ESCAPED.matcher(plain.group(1)).replaceAll("$1");
    }

    static String attachment(String name) {
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(NOT_PLAIN.matcher(name).replaceAll("_"), encoded(name));
    }

    private static String encoded(String name) {
        var text = new StringBuilder();
        for (var unit : name.getBytes(UTF_8)) {
            var c = (char) (unit & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || AS_IT_IS.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(String.format("%02X", (int) c));
            }
        }
        return text.toString();
    }

    /** What is no escape stays as it is: a bad name is no reason to refuse a file. */
    private static String decoded(String text) {
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < text.length(); i++) {
            var high = text.charAt(i) == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            var low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(ISO_8859_1));
            } else {
                bytes.write(high * 16 + low);
                i += 2;
            }
        }
        return bytes.toString(UTF_8);
    }
}
