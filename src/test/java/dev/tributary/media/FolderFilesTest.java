package dev.tributary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.media.MediaFiles.MissingFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderFilesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Digest NAME = new Digest("ab".repeat(32));

    @TempDir
    Path directory;

    @Test
    void whatIsKeptTwiceIsThereOnceAndWhole() throws Exception {
        var files = at(NOON);
        files.keep(NAME, file("hello"));
        files.keep(NAME, file("hello"));

        try (var all = Files.walk(directory.resolve("kept"))) {
            assertThat(all.filter(Files::isRegularFile).toList())
                    .isEqualTo(List.of(directory.resolve("kept/ab/ab").resolve(NAME.hex())));
        }
        assertThat(read(files, 0, 5)).isEqualTo("hello");
        assertThat(read(files, 1, 3)).isEqualTo("ell");
    }

    @Test
    void whatIsNotThereIsSaidToBe() {
        assertThatThrownBy(() -> at(NOON).open(NAME, 0, 1)).isInstanceOf(MissingFileException.class);
    }

    @Test
    void whatSomebodyKeepsThisMomentIsNotForgotten() throws Exception {
        at(NOON).keep(NAME, file("hello"));
        at(NOON.plus(Duration.ofDays(2))).keep(NAME, file("hello"));

        at(NOON.plus(Duration.ofDays(2))).forget(NAME);
        assertThat(read(at(NOON), 0, 5)).isEqualTo("hello");

        at(NOON.plus(Duration.ofDays(3))).forget(NAME);
        assertThatThrownBy(() -> at(NOON).open(NAME, 0, 1)).isInstanceOf(MissingFileException.class);
    }

    @ParameterizedTest
    @Tag("F43")
    @Tag("S23")
    @ValueSource(strings = {"../../etc/passwd", "AB", "/etc/passwd", "..", "ab\0", "\u200b.htaccess"})
    void nothingButTheNameOfSomeContentBecomesAPath(String name) {
        assertThatThrownBy(() -> new Digest(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Digest(name + "ab".repeat(32))).isInstanceOf(IllegalArgumentException.class);
    }

    private FolderFiles at(Instant now) {
        return new FolderFiles(directory.resolve("kept"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Path file(String text) throws IOException {
        var file = Files.writeString(directory.resolve("file"), text);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(NOON));
        return file;
    }

    private static String read(FolderFiles files, long from, long length) throws Exception {
        try (var stream = files.open(NAME, from, length)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
