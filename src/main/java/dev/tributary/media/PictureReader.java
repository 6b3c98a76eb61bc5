package dev.tributary.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.tributary.media.UnusablePictureException.Why;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Looks into a picture of a stranger's. Its size is read and judged before a single pixel is, and no more pixels are
 * held than what comes of them needs.
 */
final class PictureReader {

    /** Decoders fail on hostile bytes in every way there is; all of them mean that it cannot be read. */
    private static final String BROKEN = "It cannot be read as a picture";

    private final long maxPixels;

    PictureReader(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    record Size(int width, int height) {}

    /** As the picture itself says; refused where that is more than this server, or a browser, should look into. */
    Size size(Path file, FileKind kind) throws UnusablePictureException {
        return with(file, kind, this::size);
    }

    private Size size(ImageReader reader) throws IOException, UnusablePictureException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        if (width < 1 || height < 1 || (long) width * height > maxPixels) {
            throw new UnusablePictureException(
                    Why.TOO_MANY_PIXELS, "It claims to be " + width + " by " + height + " pixels");
        }
        return new Size(width, height);
    }

    /** The first frame, with at least {@code enough} pixels on its longer side where it has as many. */
    BufferedImage decode(Path file, FileKind kind, int enough) throws UnusablePictureException {
        return with(file, kind, reader -> {
            var size = size(reader);
            var parameters = reader.getDefaultReadParam();
            var every = Math.max(1, Math.max(size.width(), size.height()) * 2 / (enough * 3));
            parameters.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, parameters);
        });
    }

    private static <T> T with(Path file, FileKind kind, Reading<T> reading) throws UnusablePictureException {
        var reader = readerOf(kind);
        try (ImageInputStream input = new FileImageInputStream(file.toFile())) {
            // Without metadata: there is nothing in it for us, and much to inflate.
            reader.setInput(input, true, true);
            return reading.read(reader);
        } catch (IOException | RuntimeException e) {
            throw new UnusablePictureException(BROKEN, e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader readerOf(FileKind kind) throws UnusablePictureException {
        return switch (kind) {
            case JPEG -> ImageIO.getImageReadersByFormatName("jpeg").next();
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            case GIF -> ImageIO.getImageReadersByFormatName("gif").next();
            // By hand: which plug-ins the JDK finds depends on who asks it first.
            case WEBP -> webpReader();
            case HEIC, AVIF, MP4, QUICKTIME, WEBM ->
                throw new UnusablePictureException(Why.UNREADABLE, "This server cannot read " + kind);
        };
    }

    private static ImageReader webpReader() throws UnusablePictureException {
        try {
            return new WebPImageReaderSpi().createReaderInstance();
        } catch (IOException e) {
            throw new UnusablePictureException(BROKEN, e);
        }
    }

    private interface Reading<T> {
        T read(ImageReader reader) throws IOException, UnusablePictureException;
    }
}
