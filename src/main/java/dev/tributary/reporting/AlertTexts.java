package dev.tributary.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.reporting.AlertMailRows.Told;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Alerts in words, for people who read e-mails. */
class AlertTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int LONGEST_ARGUMENT = 300;

    private final ResourceBundle words;
    private final ObjectMapper json;

    AlertTexts(String language, ObjectMapper json) {
        if (!List.of("zh-CN", "en").contains(language)) {
            throw new IllegalArgumentException("tributary.alerts.mail-language must be zh-CN or en, not " + language);
        }
        this.words = ResourceBundle.getBundle(
                "mail/alerts",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.json = json;
    }

    String subject(List<Told> alerts, boolean cleared) {
        var accounts = alerts.stream().map(Told::account).distinct().count();
        return word(
                cleared ? "subject.cleared" : "subject.opened", Map.of("count", alerts.size(), "accounts", accounts));
    }

    /** @param cockpit where to look closer */
    String text(List<Told> alerts, boolean cleared, String cockpit) {
        var lines = alerts.stream().map(it -> line(it, cleared)).collect(Collectors.joining("\n"));
        return word(cleared ? "intro.cleared" : "intro.opened", Map.of()) + "\n\n" + lines + "\n\n"
                + word("outro", Map.of("url", cockpit)) + "\n";
    }

    private String line(Told alert, boolean cleared) {
        var what = word(alert.kind().name(), shown(alert));
        var clearedAt = alert.clearedAt();
        var since = time(alert.since(), alert.zone());
        return word(
                cleared ? "line.cleared" : "line.opened",
                Map.of(
                        "store",
                        alert.store(),
                        "account",
                        alert.account(),
                        "what",
                        what,
                        "since",
                        since,
                        "until",
                        clearedAt == null ? "" : time(clearedAt, alert.zone())));
    }

    /** Times as the store's clock shows them. */
    private Map<String, Object> shown(Told alert) {
        try {
            var args = json.readValue(alert.args(), new TypeReference<Map<String, Object>>() {});
            return args.entrySet().stream()
                    .collect(
                            Collectors.toMap(Map.Entry::getKey, it -> shown(it.getKey(), it.getValue(), alert.zone())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Arguments of an alert are JSON", e);
        }
    }

    private static Object shown(String name, Object value, ZoneId zone) {
        if (!name.endsWith("At") && !name.equals("until")) {
            return value;
        }
        try {
            return time(Instant.parse(value.toString()), zone);
        } catch (DateTimeException e) {
            return value; // a failure's word, and no time
        }
    }

    private static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    private String word(String key, Map<String, Object> args) {
        var text = words.getString(key);
        for (var it : args.entrySet()) {
            var value = it.getValue().toString();
            var shown = value.length() > LONGEST_ARGUMENT ? value.substring(0, LONGEST_ARGUMENT) + "…" : value;
            text = text.replace("{" + it.getKey() + "}", shown.replaceAll("\\R", " "));
        }
        return text;
    }
}
