package dev.tributary.store;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The company behind a store or an account, as its business licence says. */
public record LegalEntity(String name, String registrationNumber) {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern FORM_BEFORE = Pattern.compile("^(pt|cv)[. ]+");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern FORM_BEHIND = Pattern.compile(
            "(有限责任公司|股份有限公司|有限公司|公司|株式会社"
                    + "|company|co|limited|ltd|incorporated|inc|corporation|corp|llc|plc|pte|pty|sendirian|sdn|berhad|bhd|tbk|gmbh)+$");

    /** Whether both name the same company (主体一致), however they were typed: width, case and spaces do not count. */
    public boolean isSameAs(LegalEntity other) {
        return normalised(name).equals(normalised(other.name))
                && normalised(registrationNumber).equals(normalised(other.registrationNumber));
    }

    /**
     * Whether both look like the same company: they differ in nothing but punctuation and how the form of the company is
     * written, as in 有限公司 and 有限责任公司, or Ltd and Limited. That is for a person to judge.
     */
    public boolean isLike(LegalEntity other) {
        return core(name).equals(core(other.name)) && bare(registrationNumber).equals(bare(other.registrationNumber));
    }

    private static String core(String name) {
        var bare = bare(FORM_BEFORE.matcher(normalised(name)).replaceFirst(""));
        var core = FORM_BEHIND.matcher(bare).replaceFirst("");
        return core.isEmpty() ? bare : core;
    }

    private static String bare(String text) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(normalised(text)).replaceAll("");
    }

    private static String normalised(String text) {
        // NFKC turns full width into half width, the ideographic space included. Upper before lower folds ß and such.
        var narrow = SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip();
        return narrow.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name + " (" + registrationNumber + ")";
    }
}
