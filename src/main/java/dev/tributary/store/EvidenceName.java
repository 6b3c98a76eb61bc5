package dev.tributary.store;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file as it is shown, and as a browser saves it: one that hides nothing, leads nowhere and ends as its
 * content is. On our side nothing is stored or found by it.
 */
final class EvidenceName {

    private static final int LONGEST = 120;
    private static final String NAMELESS = "evidence";

    /** Controls, bidirectional and zero-width marks, half characters, line separators. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[<>:\"|?*]");
    private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");
    private static final Pattern OF_A_DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.DOTALL);

    private EvidenceName() {}

    static String clean(@Nullable String given, EvidenceType type) {
        var name = given == null ? "" : given;
        // First, so that no mark stands between a dot and the next.
        name = UNSEEN.matcher(SPACES.matcher(name).replaceAll(" ")).replaceAll("");
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = EDGES.matcher(NOT_IN_A_NAME.matcher(name).replaceAll("_")).replaceAll("");
        if (OF_A_DEVICE.matcher(name).matches()) {
            name = "_" + name;
        }
        if (name.isEmpty()) {
            name = NAMELESS;
        }
        if (!type.isEndOf(name)) {
            name = name + "." + type.extension;
        }
        return shortened(name);
    }

    private static String shortened(String name) {
        var length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        var end = name.substring(name.lastIndexOf('.'));
        return name.substring(0, name.offsetByCodePoints(0, LONGEST - end.length())) + end;
    }
}
