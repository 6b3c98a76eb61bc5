package dev.tributary.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The suites know tests by their names: one with another name would be compiled, and never run. */
class EveryTestIsRunTest {

    private static final Path TESTS = Path.of("src", "test", "java");

    private static final Pattern A_TEST =
            Pattern.compile("^ +@(Test|ParameterizedTest|RepeatedTest|TestFactory|ArchTest)\\b", Pattern.MULTILINE);
    private static final Pattern A_BASE = Pattern.compile("^(public )?abstract class ", Pattern.MULTILINE);

    @Test
    void aClassWithTestsIsNamedLikeOne() throws IOException {
        try (var files = Files.walk(TESTS)) {
            var unnamed = files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> !it.getFileName().toString().matches(".+(Test|IT)\\.java"))
                    .filter(EveryTestIsRunTest::hasTestsOfItsOwn)
                    .toList();

            assertThat(unnamed).as("neither …Test nor …IT").isEmpty();
        }
    }

    private static boolean hasTestsOfItsOwn(Path file) {
        try {
            var text = Files.readString(file);
            return A_TEST.matcher(text).find() && !A_BASE.matcher(text).find();
        } catch (IOException e) {
            throw new AssertionError("Can't read " + file, e);
        }
    }
}
