package dev.tributary;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every fault that the product has to survive is tested, or the page says why it is not. */
class FaultCoverageTest {

    private static final Path PAGE = Path.of("docs", "faults.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Path WEB = Path.of("src", "main", "webui", "src");

    private static final Pattern ROW = Pattern.compile("\\| ([FS]\\d+) \\| (.+) \\| (.+) \\|");
    private static final Pattern TEST = Pattern.compile("`([A-Za-z.]+)`");
    private static final Pattern REASON = Pattern.compile("Not (here|yet): .{20,}\\.");
    private static final Pattern IN_JAVA = Pattern.compile("@Tag\\(\"([FS]\\d+)\"\\)|void ([fs]\\d+)[A-Z]");
    private static final Pattern IN_THE_WEB = Pattern.compile("[\"`]([FS]\\d+): ");

    /** What the first release must survive, as far as it has such a part. */
    private static final List<String> PROMISED = Stream.concat(
                    numbers("F", 54),
                    Stream.of(1, 5, 6, 8, 9, 12, 13, 14, 17, 18).map(it -> "S" + it))
            .toList();

    private static List<Row> rows;

    /** The tests that carry a number, by their files. */
    private static TreeMap<String, Set<String>> tests;

    /** @param where names tests, or is the reason why there is none */
    private record Row(String number, String what, String where) {

        Set<String> named() {
            return TEST.matcher(where).results().map(it -> it.group(1)).collect(toCollection(TreeSet::new));
        }

        boolean givesAReason() {
            return REASON.matcher(where).matches();
        }
    }

    @BeforeAll
    static void read() throws IOException {
        rows = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(it -> it.matches())
                .map(it -> new Row(it.group(1), it.group(2), it.group(3)))
                .toList();
        tests = new TreeMap<>();
        collect(TESTS, ".java", IN_JAVA);
        collect(WEB, ".test.ts", IN_THE_WEB);
        collect(WEB, ".test.tsx", IN_THE_WEB);
    }

    private static void collect(Path under, String suffix, Pattern pattern) throws IOException {
        try (var files = Files.walk(under)) {
            for (var file : files.filter(it -> it.toString().endsWith(suffix)).toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                var text = Files.readString(file);
                pattern.matcher(text).results().forEach(it -> {
                    var number = it.group(1) == null ? it.group(2) : it.group(1);
                    tests.computeIfAbsent(number.toUpperCase(Locale.ROOT), key -> new TreeSet<>())
                            .add(name);
                });
            }
        }
    }

    @Test
    void everyNumberIsOnThePageOnce() {
        assertThat(rows)
                .extracting(Row::number)
                .containsExactlyElementsOf(
                        Stream.concat(numbers("F", 113), numbers("S", 30)).toList());
    }

    @Test
    void everyNumberHasATestOrAReason() {
        var without = rows.stream()
                .filter(it -> it.named().isEmpty() == !it.givesAReason())
                .toList();

        assertThat(without)
                .as("rows that name no test and give no reason, or do both")
                .isEmpty();
    }

    @Test
    void everyTestThatThePageNamesCarriesTheNumber() {
        var claimed = new ArrayList<String>();
        for (var row : rows) {
            row.named().stream()
                    .filter(it -> !tests.getOrDefault(row.number(), Set.of()).contains(it))
                    .forEach(it -> claimed.add(row.number() + " " + it));
        }
        assertThat(claimed).isEmpty();
    }

    @Test
    void everyNumberOfATestIsOnThePageAndNotExcused() {
        var tested = rows.stream()
                .filter(it -> !it.named().isEmpty())
                .map(Row::number)
                .toList();

        assertThat(tested).containsAll(tests.keySet());
    }

    @Test
    void whatThisReleasePromisesIsTestedUnlessThereIsNoSuchPart() {
        var gaps = rows.stream()
                .filter(it -> PROMISED.contains(it.number()) && it.where().startsWith("Not yet"))
                .toList();

        assertThat(gaps).isEmpty();
    }

    private static Stream<String> numbers(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(it -> letter + it);
    }
}
