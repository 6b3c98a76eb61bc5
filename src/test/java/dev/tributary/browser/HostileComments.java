package dev.tributary.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;

/** Goes through the comments of people who are called what they wrote, one after the other. */
final class HostileComments {

    /** The conversations whose last words are among those wanted; nothing until all of these have arrived. */
    private static final String ALL_HERE = """
            (async (wanted) => {
              const ids = new Map();
              let after = "";
              do {
                const page = await (await fetch("/api/conversations?surface=COMMENT&limit=100" + after)).json();
                page.items.filter((it) => wanted.includes(it.preview)).forEach((it) => ids.set(it.preview, it.id));
                after = page.next ? "&after=" + encodeURIComponent(page.next) : "";
              } while (after);
              return ids.size === new Set(wanted).size ? [...ids.values()] : null;
            })""";

    private final Screen screen;
    private final List<String> payloads;

    HostileComments(Screen screen, List<String> payloads) {
        this.screen = screen;
        this.payloads = payloads;
    }

    void openEach() {
        var conversations =
                (List<?>) screen.page().waitForFunction(ALL_HERE, payloads).jsonValue();
        var left = new HashSet<>(payloads);
        for (var conversation : conversations) {
            screen.goTo("/inbox/" + conversation + "?view=all&surface=COMMENT");
            var bubble = screen.page().locator(".messages .message-in .bubble").first();
            assertThat(bubble).isVisible();
            left.remove(bubble.textContent());
        }
        assertThat(left)
                .as("payloads that were never shown as the text they are")
                .isEmpty();
    }
}
