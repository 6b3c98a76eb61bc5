package dev.tributary.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The system's Chromium: nothing is downloaded. */
final class Chromium implements AutoCloseable {

    private static final Path INSTALLER = Path.of(".ci/browser");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium launch() throws IOException, InterruptedException {
        var program = program();
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        // Containers run as root and have a small /dev/shm.
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
        return new Chromium(playwright, browser);
    }

    Browser browser() {
        return browser;
    }

    private static Path program() throws IOException, InterruptedException {
        var program = Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));
        if (!Files.isExecutable(program) && "root".equals(System.getProperty("user.name")) && Files.exists(INSTALLER)) {
            var installed =
                    new ProcessBuilder(INSTALLER.toString()).inheritIO().start().waitFor();
            if (installed != 0) {
                throw new IllegalStateException(INSTALLER + " failed with " + installed + ".");
            }
        }
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("There is no Chromium at " + program
                    + ". Install one (Debian: apt-get install chromium), or set CHROMIUM to where it is.");
        }
        return program;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
