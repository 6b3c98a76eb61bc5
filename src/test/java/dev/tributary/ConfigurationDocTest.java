package dev.tributary;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What operators are told about settings cannot drift from the code. */
class ConfigurationDocTest {

    private static final Path REFERENCE = Path.of("docs", "configuration.md");
    private static final Pattern ROW = Pattern.compile("\\| `(tributary\\.[^`]+)` \\| (?:`([^`]*)`|–) \\| .+ \\|");
    private static final Pattern NAMED = Pattern.compile("`(tributary\\.[a-z0-9.\\-]+)`");

    private static final JavaClasses CODE =
            new ClassFileImporter(List.of(new DoNotIncludeTests())).importPackages("dev.tributary");

    @Test
    void everySettingIsInTheReferenceWithItsDefaultAndNothingElse() throws IOException {
        assertThat(reference()).containsExactlyInAnyOrderEntriesOf(settings());
    }

    @Test
    void otherPagesNameOnlySettingsThatExist() throws IOException {
        var settings = settings();
        for (var page : List.of("README.md", "README.zh-CN.md", "SECURITY.md", "docs/operations.md")) {
            var named = NAMED.matcher(Files.readString(Path.of(page)))
                    .results()
                    .map(it -> it.group(1))
                    .collect(toSet());

            assertThat(settings.keySet()).as(page).containsAll(named);
        }
    }

    private static Map<String, String> reference() throws IOException {
        var rows = new TreeMap<String, String>();
        for (var line : Files.readAllLines(REFERENCE)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                var earlier = rows.put(row.group(1), row.group(2) == null ? "" : row.group(2));
                assertThat(earlier).as("%s is there twice", row.group(1)).isNull();
            }
        }
        return rows;
    }

    /** Every setting that the code reads, with its default; empty where it has none. */
    private static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        Stream.concat(mapped(), injected()).forEach(it -> {
            var other = settings.put(it.name(), it.byDefault());
            assertThat(other).as("Defaults of %s", it.name()).isIn(null, it.byDefault());
        });
        return settings;
    }

    private static Stream<Setting> mapped() {
        return CODE.stream()
                .filter(it -> it.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect)
                .flatMap(it -> ConfigMappings.getProperties(ConfigClass.configClass(it)).entrySet().stream())
                // Lists are named a second time, for their elements.
                .filter(it -> !it.getKey().endsWith("[*]"))
                .map(it -> new Setting(it.getKey(), byDefault(it.getValue())));
    }

    private static String byDefault(Property property) {
        return property.hasDefaultValue() ? property.getDefaultValue() : "";
    }

    private static Stream<Setting> injected() {
        return CODE.stream()
                .flatMap(it -> it.getCodeUnits().stream())
                .flatMap(it -> it.getParameters().stream())
                .flatMap(it -> it.tryGetAnnotationOfType(ConfigProperty.class).stream())
                .filter(it -> it.name().startsWith("tributary."))
                .map(it -> new Setting(
                        it.name(),
                        it.defaultValue().equals(ConfigProperty.UNCONFIGURED_VALUE) ? "" : it.defaultValue()));
    }

    private record Setting(String name, String byDefault) {}
}
