package dev.tributary.connector.tiktokbusiness.wire;

/** Makes text safe to store, to show and to encode: no NUL, and a U+FFFD for half a character. */
public final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    public static String of(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (c != '\0') {
                clean.append(Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return clean.toString();
    }

    /** At most so many characters of it; never half of one. */
    public static String bounded(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end);
    }

    /** A stranger's word within a sentence of ours: short, on one line, without control characters. */
    public static String quoted(String text) {
        return "'" + bounded(text, 100).replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "\uFFFD") + "'";
    }
}
