package dev.tributary.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Somebody in front of the inbox. Writes down everything that a healthy page never does. */
final class Screen implements AutoCloseable {

    /** The suite may share two cores with much else. */
    private static final int PATIENCE = 20_000;

    private static final String REPORT_VIOLATIONS = """
            document.addEventListener("securitypolicyviolation",
                (it) => console.error("CSP violation: " + it.violatedDirective + " " + it.blockedURI));
            """;

    private final BrowserContext context;
    private final Page page;
    private final String url;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Screen(BrowserContext context, String url) {
        this.context = context;
        this.url = url;
        context.setDefaultTimeout(PATIENCE);
        context.addInitScript(REPORT_VIOLATIONS);
        page = context.newPage();
        page.onDialog(it -> {
            complaints.add("dialog: " + it.message());
            it.dismiss();
        });
        page.onPageError(it -> complaints.add("error: " + it));
        page.onConsoleMessage(it -> {
            // Whether somebody is logged in is asked by asking who; no is a fine answer. So is that a rule forbids it.
            var askedWho = it.text().contains("401") && it.location().contains("/api/me");
            var answered = askedWho || it.text().contains("status of 409");
            if (it.type().equals("error") && !answered && !isElsewhere(it.location())) {
                complaints.add("console: " + it.text() + " at " + it.location());
            }
        });
    }

    private boolean isElsewhere(String location) {
        return location.startsWith("http") && !location.startsWith(url);
    }

    static Screen of(Browser browser, String url, int width, int height, String locale, String colours) {
        return new Screen(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale(locale)
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                        .setColorScheme(com.microsoft.playwright.options.ColorScheme.valueOf(colours))),
                url);
    }

    Page page() {
        return page;
    }

    /** What went wrong on the page so far: dialogs, errors, violations of the security policy. */
    List<String> complaints() {
        return complaints;
    }

    Screen logIn(String email) {
        page.navigate(url + "/inbox?view=all");
        fillIn(email);
        assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
        return this;
    }

    void fillIn(String email) {
        page.locator("input[name=email]").fill(email);
        page.locator("input[name=password]").fill(RunningDemo.PASSWORD);
        page.locator("button[type=submit]").click();
    }

    /** As if the session had ended: nothing is said until the next call to the server. */
    void loseSession() {
        context.clearCookies();
    }

    void goTo(String path) {
        page.navigate(url + path);
    }

    /** The conversation in the list that shows this. */
    Locator row(String text) {
        return page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    void open(String text) {
        row(text).click();
        assertThat(page.locator(".thread-head")).isVisible();
        assertThat(bubble(text)).isVisible();
    }

    /** The message in the open conversation that says this. */
    Locator bubble(String text) {
        return page.locator(".messages .message")
                .filter(new Locator.FilterOptions().setHasText(text))
                .last();
    }

    /** The sentence about what somebody did. */
    Locator happening(String text) {
        return page.locator(".system-line")
                .filter(new Locator.FilterOptions().setHasText(text))
                .last();
    }

    Locator action(String name) {
        return page.locator(".thread-head").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** Keys as somebody presses them who never looks for the mouse. */
    void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    void answer(String text) {
        write(text);
        press("Enter");
    }

    /** Into the composer, and does not send it. */
    void write(String text) {
        press("r");
        page.keyboard().type(text);
    }

    void photograph(String name) {
        // The pictures of the people come from elsewhere.
        Awaitility.await().pollInSameThread().until(() ->
                (boolean) page.evaluate("[...document.images].every((it) => it.complete)"));
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
