package dev.tributary.conversation;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardLimits;
import dev.tributary.platform.problem.InvalidField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What makes a card one that the platform takes. */
final class CardRules {

    private static final String BUTTONS = "template.buttons";

    private CardRules() {}

    /** Gives ids to buttons that have none: the same ones each time, so that the same card stays the same. */
    static List<CardButton> named(List<CardButton> buttons) {
        var taken = new HashSet<String>();
        buttons.forEach(it -> taken.add(Objects.requireNonNullElse(it.id(), "")));
        var named = new ArrayList<CardButton>();
        for (var it : buttons) {
            named.add(it.id() == null ? new CardButton(it.title(), free(taken)) : it);
        }
        return List.copyOf(named);
    }

    private static String free(Set<String> taken) {
        return Stream.iterate(1, it -> it + 1)
                .map(it -> "b" + it)
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }

    /** All that is wrong at once, each said of its own field. */
    static void requireFitting(ReplyBody.Card card, CardLimits limits) {
        var wrong = new ArrayList<InvalidField>();
        requireLength("template.title", card.title(), limits.title(), wrong);
        var buttons = card.buttons();
        if (buttons.isEmpty() || buttons.size() > limits.buttons()) {
            wrong.add(new InvalidField(BUTTONS, "must be 1 to " + limits.buttons()));
        }
        var ids = new HashSet<String>();
        for (var i = 0; i < buttons.size(); i++) {
            var button = buttons.get(i);
            var field = BUTTONS + "[" + i + "]";
            requireLength(field + ".title", button.title(), limits.buttonTitle(card.style()), wrong);
            requireLength(field + ".id", button.id(), limits.buttonId(), wrong);
            if (!ids.add(Objects.requireNonNullElse(button.id(), ""))) {
                wrong.add(new InvalidField(field + ".id", "must be another than those of the other buttons"));
            }
        }
        if (!wrong.isEmpty()) {
            throw InvalidField.problem(wrong);
        }
    }

    private static void requireLength(String field, @Nullable String text, int longest, List<InvalidField> wrong) {
        if (text == null || text.isBlank()) {
            wrong.add(new InvalidField(field, "must not be blank"));
        } else if (text.length() > longest) {
            wrong.add(new InvalidField(field, "must have at most " + longest + " characters"));
        }
    }
}
