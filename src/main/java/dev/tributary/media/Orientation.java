package dev.tributary.media;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jboss.logging.Logger;

/** How the camera was held. Cameras leave the pixels as they are and write it beside them, where it gets lost. */
record Orientation(int value) {

    static final Orientation UPRIGHT = new Orientation(1);

    private static final Logger LOG = Logger.getLogger(Orientation.class);
    private static final int LAST = 8;

    /** Whether width and height change places. */
    boolean lying() {
        return value > 4;
    }

    static Orientation of(Path file, FileKind kind) {
        if (kind != FileKind.JPEG) {
            return UPRIGHT;
        }
        try (var input = new FileImageInputStream(file.toFile())) {
            for (var segment : JPEGSegmentUtil.readSegments(input, JPEG.APP1, "Exif")) {
                return of(segment.data());
            }
        } catch (IOException | RuntimeException e) {
            // Hostile or broken, and nothing but the side that is up depends on it.
            LOG.debug("A picture's metadata cannot be read", e);
        }
        return UPRIGHT;
    }

    private static Orientation of(InputStream exif) throws IOException {
        // A byte of padding stands before the data.
        exif.skipNBytes(1);
        try (var input = new MemoryCacheImageInputStream(exif)) {
            var entry = new TIFFReader().read(input).getEntryById(TIFF.TAG_ORIENTATION);
            return entry != null
                            && entry.getValue() instanceof Number number
                            && number.intValue() >= 1
                            && number.intValue() <= LAST
                    ? new Orientation(number.intValue())
                    : UPRIGHT;
        }
    }

    /** Turns a picture of this size, as it lies in the file, so that it stands upright at the origin. */
    AffineTransform upright(double width, double height) {
        return switch (value) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
