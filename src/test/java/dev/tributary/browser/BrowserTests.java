package dev.tributary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A demo that runs, and a Chromium for whoever uses it. A test fails where any of its pages complained. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTests {

    private final List<Screen> screens = new ArrayList<>();

    /** Of what somebody would have seen. */
    @RegisterExtension
    final AfterTestExecutionCallback photographsOfFailures = this::photographFailure;

    RunningDemo demo;
    private Chromium chromium;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        chromium = Chromium.launch();
        demo = RunningDemo.start(directory);
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @AfterEach
    void noPageComplained() {
        var complaints =
                screens.stream().flatMap(it -> it.complaints().stream()).toList();
        screens.forEach(Screen::close);
        screens.clear();
        assertThat(complaints).isEmpty();
    }

    private void photographFailure(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            var name = "failed-" + test.getRequiredTestMethod().getName() + "-";
            IntStream.range(0, screens.size()).forEach(it -> screens.get(it).photograph(name + it));
        }
    }

    /** Logged in, at an English desk. */
    Screen somebody(String email) {
        return somebody(email, 1440, 900, "en-US", "LIGHT");
    }

    Screen somebody(String email, int width, int height, String locale, String colours) {
        var screen = Screen.of(chromium.browser(), demo.url(), width, height, locale, colours);
        screens.add(screen);
        return screen.logIn(email);
    }
}
