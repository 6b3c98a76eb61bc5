package dev.tributary.connector.tiktokbusiness;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * TikTok's error codes. A code that is not here is {@link Meaning#UNCERTAIN}: nobody is told that a message was not
 * sent on a guess.
 */
class ErrorCodes {

    static final int OK = 0;
    /** Some of what was asked for is there. Good enough for a read. */
    static final int PARTLY_OK = 20_001;

    private static final String RECONNECT = "TikTok does not accept this account's access any more: connect it again.";
    private static final String WRONG = "TikTok says that the request is wrong.";
    private static final String FORBIDDEN = "TikTok does not allow this app or account to do this.";
    private static final String NO_SCOPE = "The account has not granted this permission: connect it again and tick it.";
    private static final String GONE = "TikTok says that this does not exist any more.";
    private static final String DM_RULES =
            "TikTok's rules for direct messages refused it: the reply window is closed, its"
                    + " messages are used up, or the person's settings forbid it.";
    private static final String BLOCKED = "TikTok has blocked this.";
    private static final String FILE = "TikTok does not take this file.";
    private static final String THROTTLED = "Too many calls to TikTok at the moment.";
    private static final String MAINTENANCE = "TikTok is being maintained.";
    private static final String DUPLICATE = "TikTok says that it has had this request before.";
    private static final String BUSY = "TikTok was busy with a change of the same thing.";
    private static final String ILL = "TikTok had an error of its own.";

    private static final Pattern DAY = Pattern.compile("\\b(?:daily|day|QPD)\\b", Pattern.CASE_INSENSITIVE);

    private static final Map<Integer, Entry> KNOWN = known();

    private final Map<Integer, Meaning> overrides;

    ErrorCodes(Map<Integer, Meaning> overrides) {
        this.overrides = Map.copyOf(overrides);
    }

    /** @param ownWords which of TikTok's limits was reached only its words tell */
    Meaning meaning(int code, @Nullable String ownWords) {
        var known = KNOWN.get(code);
        var meaning = overrides.getOrDefault(code, known == null ? Meaning.UNCERTAIN : known.meaning);
        return meaning == Meaning.THROTTLED
                        && ownWords != null
                        && DAY.matcher(ownWords).find()
                ? Meaning.QUOTA_USED_UP
                : meaning;
    }

    /** For a person. TikTok's own words come from outside and are only an addition. */
    String explain(int code, @Nullable String ownWords) {
        var known = KNOWN.get(code);
        var ours = known == null ? "TikTok answered with an error that this server does not know." : known.sentence;
        return ours + " (" + code + (ownWords == null || ownWords.isBlank() ? "" : ": " + ownWords) + ")";
    }

    private static Map<Integer, Entry> known() {
        var codes = new HashMap<Integer, Entry>();
        put(codes, Meaning.UNAUTHORIZED, RECONNECT, 40_102, 40_103, 40_104, 40_105, 40_107, 40_108, 40_110, 40_131);
        put(codes, Meaning.FORBIDDEN, FORBIDDEN, 40_001, 40_003, 40_113, 40_117, 40_118);
        put(codes, Meaning.FORBIDDEN, NO_SCOPE, 40_130);
        put(codes, Meaning.REFUSED, WRONG, 40_000, 40_002, 40_400);
        put(codes, Meaning.REFUSED, GONE, 40_007);
        put(codes, Meaning.REFUSED, DM_RULES, 40_064);
        put(codes, Meaning.REFUSED, BLOCKED, 41_000);
        for (int file = 40_900; file <= 40_916; file++) {
            put(codes, Meaning.REFUSED, FILE, file);
        }
        put(codes, Meaning.THROTTLED, THROTTLED, 40_100, 40_132, 61_000);
        put(codes, Meaning.UNSENT, MAINTENANCE, 60_001);
        put(codes, Meaning.UNCERTAIN, DUPLICATE, 40_050);
        put(codes, Meaning.UNCERTAIN, BUSY, 40_201, 40_202);
        put(codes, Meaning.UNCERTAIN, ILL, 50_000, 50_002, 51_010, 51_065);
        return Map.copyOf(codes);
    }

    private static void put(Map<Integer, Entry> codes, Meaning meaning, String sentence, int... numbers) {
        for (int number : numbers) {
            codes.put(number, new Entry(meaning, sentence));
        }
    }

    private record Entry(Meaning meaning, String sentence) {}
}
