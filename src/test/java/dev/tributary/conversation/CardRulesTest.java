package dev.tributary.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardLimits;
import dev.tributary.connector.CardStyle;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CardRulesTest {

    private static final CardLimits LIMITS = new CardLimits(40, 3, 20, 40, 40);

    static Stream<Arguments> cards() {
        return Stream.of(
                arguments(CardStyle.BUTTONS, "x".repeat(40), buttons(3, 20, 40), List.of()),
                arguments(CardStyle.LINKS, "x".repeat(40), buttons(3, 40, 40), List.of()),
                arguments(CardStyle.BUTTONS, "x", buttons(1, 1, 1), List.of()),
                arguments(CardStyle.BUTTONS, "x".repeat(41), buttons(1, 1, 1), List.of("template.title")),
                // Two units each: whoever counts characters counts twenty.
                arguments(CardStyle.BUTTONS, "👍".repeat(20), buttons(1, 1, 1), List.of()),
                arguments(CardStyle.BUTTONS, "👍".repeat(21), buttons(1, 1, 1), List.of("template.title")),
                arguments(CardStyle.BUTTONS, " ", buttons(1, 1, 1), List.of("template.title")),
                arguments(CardStyle.BUTTONS, "x", List.of(), List.of("template.buttons")),
                arguments(CardStyle.BUTTONS, "x", buttons(4, 1, 1), List.of("template.buttons")),
                arguments(
                        CardStyle.BUTTONS,
                        "x",
                        buttons(2, 21, 1),
                        List.of("template.buttons[0].title", "template.buttons[1].title")),
                arguments(CardStyle.LINKS, "x", buttons(1, 21, 1), List.of()),
                arguments(CardStyle.LINKS, "x", buttons(1, 41, 1), List.of("template.buttons[0].title")),
                arguments(CardStyle.LINKS, "x", buttons(1, 0, 1), List.of("template.buttons[0].title")),
                arguments(CardStyle.LINKS, "x", buttons(1, 1, 41), List.of("template.buttons[0].id")),
                arguments(
                        CardStyle.LINKS,
                        "x",
                        List.of(new CardButton("A", "same"), new CardButton("B", "same")),
                        List.of("template.buttons[1].id")),
                arguments(
                        CardStyle.BUTTONS,
                        "",
                        buttons(1, 21, 41),
                        List.of("template.title", "template.buttons[0].title", "template.buttons[0].id")));
    }

    @ParameterizedTest
    @MethodSource("cards")
    void whatDoesNotFitIsSaidOfItsField(CardStyle style, String title, List<CardButton> buttons, List<String> wrong) {
        var card = new ReplyBody.Card(style, title, buttons);

        if (wrong.isEmpty()) {
            assertThatCode(() -> CardRules.requireFitting(card, LIMITS)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> CardRules.requireFitting(card, LIMITS))
                    .isInstanceOfSatisfying(ProblemException.class, it -> {
                        assertThat(it.type()).isEqualTo(PlatformProblem.INVALID_REQUEST);
                        assertThat(it.members().get("errors"))
                                .asInstanceOf(list(InvalidField.class))
                                .extracting(InvalidField::field)
                                .containsExactlyElementsOf(wrong);
                    });
        }
    }

    @Test
    void buttonsWithoutIdsGetOnesThatNobodyHasAndTheSameEachTime() {
        var given = List.of(new CardButton("A", null), new CardButton("B", "b1"), new CardButton("C", null));

        var named = CardRules.named(given);

        assertThat(named).extracting(CardButton::id).containsExactly("b2", "b1", "b3");
        assertThat(CardRules.named(given)).isEqualTo(named);
    }

    private static List<CardButton> buttons(int count, int titleLength, int idLength) {
        var buttons = new ArrayList<CardButton>();
        for (var i = 0; i < count; i++) {
            buttons.add(new CardButton("t".repeat(titleLength), i + "i".repeat(Math.max(0, idLength - 1))));
        }
        return buttons;
    }
}
