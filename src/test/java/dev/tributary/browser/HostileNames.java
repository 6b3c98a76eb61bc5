package dev.tributary.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Goes through the conversations of strangers with names that a careless page would run, one after the other. */
final class HostileNames {

    /** The conversations by their last words, once all of these have arrived. */
    private static final String ALL_HERE = """
            (async (wanted) => {
              const ids = {};
              let after = "";
              do {
                const page = await (await fetch("/api/conversations?surface=DM&limit=100" + after)).json();
                page.items.filter((it) => wanted.includes(it.preview)).forEach((it) => (ids[it.preview] = it.id));
                after = page.next ? "&after=" + encodeURIComponent(page.next) : "";
              } while (after);
              return Object.keys(ids).length === wanted.length ? ids : null;
            })""";

    private final Screen screen;
    private final Map<String, String> nameByWords;

    HostileNames(Screen screen, List<String> names) {
        this.screen = screen;
        this.nameByWords = IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.toMap(it -> "I am stranger " + it, names::get));
    }

    void openEach() {
        var conversations = (Map<?, ?>) screen.page()
                .waitForFunction(ALL_HERE, List.copyOf(nameByWords.keySet()))
                .jsonValue();
        conversations.forEach((words, id) -> {
            screen.goTo("/inbox/" + id + "?view=all&surface=DM");
            // At the head of the thread and beside it, as the text that it is.
            assertThat(screen.page().locator(".thread-name")).hasText("@" + nameByWords.get(words));
            assertThat(screen.page().locator(".panel-handle").first()).hasText("@" + nameByWords.get(words));
        });
    }
}
