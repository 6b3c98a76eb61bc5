package dev.tributary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.media.UnusablePictureException.Why;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PicturesTest {

    private static final long LIMIT = 3_000_000;

    @TempDir
    Path directory;

    private final Pictures pictures = new Pictures(new PictureReader(50_000_000));

    @Test
    @Tag("S23")
    void whatGoesOutTellsNothingButThePicture() throws Exception {
        var taken = file(HostileFiles.jpegFromAPhone(400, 200));

        var drawn = pictures.forSending(taken, FileKind.JPEG, LIMIT);

        assertThat(new String(drawn.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "GPS");
        assertThat(drawn).returns(200, Pictures.Drawn::width).returns(400, Pictures.Drawn::height);
        var shown = ImageIO.read(new ByteArrayInputStream(drawn.bytes()));
        // The left half, turned clockwise, is on top.
        assertThat(new Color(shown.getRGB(100, 50)).getRed()).isGreaterThan(200);
        assertThat(new Color(shown.getRGB(100, 350)).getBlue()).isGreaterThan(200);
    }

    @Test
    void alreadyTheSizeOfAPictureTellsHowItWasHeld() throws Exception {
        var taken = file(HostileFiles.jpegFromAPhone(400, 200));

        assertThat(pictures.size(taken, FileKind.JPEG)).isEqualTo(new PictureReader.Size(200, 400));
    }

    @Test
    void aPictureIsMadeToFit() throws Exception {
        var drawn = pictures.forSending(file(HostileFiles.noise(1_500, 1_500)), FileKind.PNG, 600_000);

        assertThat(drawn.bytes().length).isLessThanOrEqualTo(600_000);
        assertThat(drawn.kind()).isEqualTo(FileKind.JPEG);
    }

    @Test
    void whatCanBeSeenThroughStaysSo() throws Exception {
        var drawn = pictures.forSending(file(HostileFiles.png(40, 20)), FileKind.PNG, LIMIT);

        assertThat(drawn.kind()).isEqualTo(FileKind.PNG);
    }

    @Test
    void webpBecomesSomethingThatThePlatformTakes() throws Exception {
        var drawn = pictures.forSending(file(HostileFiles.WEBP), FileKind.WEBP, LIMIT);

        assertThat(drawn.kind()).isIn(FileKind.JPEG, FileKind.PNG);
    }

    @Test
    void aThumbnailIsMadeOnlyWhereItIsSmaller() throws Exception {
        assertThat(pictures.thumbnail(file(HostileFiles.jpeg(640, 400)), FileKind.JPEG))
                .isEmpty();
        assertThat(pictures.thumbnail(file(HostileFiles.jpeg(3_000, 1_500)), FileKind.JPEG))
                .hasValueSatisfying(it -> assertThat(it.width()).isEqualTo(640));
    }

    @Test
    @Tag("F42")
    @Tag("S20")
    void aBombIsRefusedBeforeItIsDecoded() throws Exception {
        var bomb = file(HostileFiles.pngClaiming(50_000, 50_000));

        var failure = catchThrowableOfType(
                UnusablePictureException.class, () -> pictures.forSending(bomb, FileKind.PNG, LIMIT));

        assertThat(failure.why()).isEqualTo(Why.TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @Tag("F42")
    @EnumSource(
            value = FileKind.class,
            names = {"JPEG", "PNG", "GIF", "WEBP"})
    void whatIsBrokenAnyhowIsRefusedInOneWay(FileKind kind) throws Exception {
        var random = new Random(kind.name().hashCode());
        for (var i = 0; i < 100; i++) {
            var bytes = kind == FileKind.WEBP ? HostileFiles.WEBP.clone() : HostileFiles.png(30, 30);
            if (kind == FileKind.JPEG) {
                bytes = HostileFiles.jpegFromAPhone(30, 30);
            }
            for (var n = 0; n < 1 + i / 10; n++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var broken = file(Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));

            // Either it is a picture after all, or it is refused: nothing else comes out.
            try {
                assertThat(pictures.forSending(broken, kind, LIMIT).bytes()).isNotEmpty();
            } catch (UnusablePictureException e) {
                assertThat(e.why()).isNotNull();
            }
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("picture"), bytes);
    }
}
