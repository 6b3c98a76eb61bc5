package dev.tributary.store;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The company behind a store or an account, as its business licence says. */
public record LegalEntity(String name, String registrationNumber) {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Whether both name the same company (主体一致), however they were typed: width, case and spaces do not count. */
    public boolean isSameAs(LegalEntity other) {
        return normalised(name).equals(normalised(other.name))
                && normalised(registrationNumber).equals(normalised(other.registrationNumber));
    }

    private static String normalised(String text) {
        // NFKC turns full width into half width, the ideographic space included. Upper before lower folds ß and such.
        var narrow = SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip();
        return narrow.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
