package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.tributary.platform.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list that clients are written against cannot drift from the code. */
class ProblemCatalogTest {

    private static final Path CATALOG = Path.of("docs", "problems.md");

    @Test
    void everyProblemIsInTheCatalogueAndNothingElse() throws IOException {
        var rows = Files.readAllLines(CATALOG).stream()
                .filter(it -> it.startsWith("| `"))
                .map(it -> it.substring(0, it.lastIndexOf('|', it.lastIndexOf('|') - 1))
                        .strip())
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(problems()
                        .map(it -> "| `%s` | %d | %s".formatted(it.slug(), it.status(), it.title()))
                        .toList());
    }

    @Test
    void slugsAreUniqueAndStatusesAreErrors() {
        var problems = problems().toList();

        assertThat(problems).isNotEmpty().extracting(ProblemType::slug).doesNotHaveDuplicates();
        assertThat(problems).allSatisfy(it -> {
            assertThat(it.slug()).matches("[a-z]+(-[a-z0-9]+)*");
            assertThat(it.status()).isBetween(400, 599);
            assertThat(it.title()).isNotBlank();
        });
    }

    private static Stream<ProblemType> problems() {
        return new ClassFileImporter(List.of(new DoNotIncludeTests()))
                .importPackages("dev.tributary").stream()
                        .filter(it -> it.isEnum() && it.isAssignableTo(ProblemType.class))
                        .map(JavaClass::reflect)
                        .flatMap(it -> Stream.of(it.getEnumConstants()))
                        .map(ProblemType.class::cast);
    }
}
