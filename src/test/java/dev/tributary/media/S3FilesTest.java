package dev.tributary.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.media.MediaFiles.MissingFileException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library's real requests against a store that checks every signature. */
class S3FilesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Digest NAME = new Digest("ab".repeat(32));
    private static final String BUCKET = "tributary-media";

    @TempDir
    Path directory;

    private ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        store = new ObjectStore(BUCKET, NOON);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @Tag("F43")
    void whatIsKeptTwiceIsThereOnceAndWholeAndInParts() throws Exception {
        try (var files = files()) {
            files.keep(NAME, file("hello"));
            files.keep(NAME, file("hello"));

            assertThat(store.names()).containsExactly("ab/ab/" + NAME.hex());
            assertThat(read(files, 0, 5)).isEqualTo("hello");
            assertThat(read(files, 1, 3)).isEqualTo("ell");
        }
    }

    @Test
    void aLargeFileComesBackAsItWas() throws Exception {
        var large = "0123456789".repeat(1_000_000);
        try (var files = files()) {
            files.keep(NAME, file(large));

            assertThat(read(files, 0, large.length())).isEqualTo(large);
            assertThat(read(files, large.length() - 3, 3)).isEqualTo("789");
        }
    }

    @Test
    void whatIsNotThereIsSaidToBe() {
        try (var files = files()) {
            assertThatThrownBy(() -> files.open(NAME, 0, 1)).isInstanceOf(MissingFileException.class);
        }
    }

    /** Or every picture would be taken for lost because somebody mistyped the bucket. */
    @Test
    void aBucketThatIsNotThereIsNotAMissingFile() {
        try (var files = files(ObjectStore.SECRET, "mistyped")) {
            assertThatThrownBy(() -> files.open(NAME, 0, 1)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> files.keep(NAME, file("hello"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aWrongSecretKeepsNothing() {
        try (var files = files("guessed", BUCKET)) {
            assertThatThrownBy(() -> files.keep(NAME, file("hello"))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> files.forget(NAME)).isInstanceOf(IOException.class);
        }
        assertThat(store.names()).isEmpty();
    }

    @Test
    void aStoreThatIsIllForAMomentIsAskedAgainAndOneThatStaysIllIsSaidToBe() throws Exception {
        try (var files = files()) {
            store.failNext(1);
            files.keep(NAME, file("hello"));
            assertThat(read(files, 0, 5)).isEqualTo("hello");

            store.failNext(100);
            assertThatThrownBy(() -> files.open(NAME, 0, 5)).isInstanceOf(IOException.class);
            assertThat(store.calls()).hasSizeLessThan(10);
        }
    }

    @Test
    void whatSomebodyKeepsThisMomentIsNotForgotten() throws Exception {
        var later = NOON.plus(Duration.ofDays(2));
        try (var files = files(ObjectStore.SECRET, BUCKET, later)) {
            files.keep(NAME, file("hello"));
            store.setTime(later);
            files.keep(NAME, file("hello"));

            files.forget(NAME);
            assertThat(read(files, 0, 5)).isEqualTo("hello");

            store.setTime(NOON);
            files.keep(NAME, file("hello"));
            files.forget(NAME);
            files.forget(NAME);
            assertThat(store.names()).isEmpty();
        }
    }

    private S3Files files() {
        return files(ObjectStore.SECRET, BUCKET);
    }

    private S3Files files(String secret, String bucket) {
        return files(secret, bucket, NOON);
    }

    private S3Files files(String secret, String bucket, Instant now) {
        return new S3Files(
                new Settings(
                        Optional.of(bucket),
                        Optional.of(store.address()),
                        true,
                        ObjectStore.REGION,
                        Optional.of(ObjectStore.KEY),
                        Optional.of(secret)),
                bucket,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private record Settings(
            Optional<String> bucket,
            Optional<URI> endpoint,
            boolean pathStyle,
            String region,
            Optional<String> accessKey,
            Optional<String> secretKey)
            implements MediaConfig.S3 {}

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }

    private static String read(S3Files files, long from, long length) throws Exception {
        try (var stream = files.open(NAME, from, length)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
