package dev.tributary.media;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes pictures out of pictures: small ones to look at, and ones that the platform takes. What comes out is drawn anew,
 * so that nothing of the file that came in is left but what can be seen: no place, no camera, no second meaning.
 */
final class Pictures {

    static final int THUMBNAIL = 640;
    private static final int LONGEST_SENT = 2_560;
    private static final int SHORTEST_SENT = 320;
    private static final float[] QUALITIES = {0.9f, 0.8f, 0.7f};
    private static final float THUMBNAIL_QUALITY = 0.82f;

    /** Pixels take memory, and two pictures at a time are as many as a small server can hold. */
    private final Semaphore desks = new Semaphore(2);

    private final PictureReader reader;

    Pictures(PictureReader reader) {
        this.reader = reader;
    }

    /** A picture as it is to be kept. */
    record Drawn(byte[] bytes, FileKind kind, int width, int height) {}

    /** How wide and high it is to look at. */
    PictureReader.Size size(Path file, FileKind kind) throws UnusablePictureException {
        var size = reader.size(file, kind);
        return Orientation.of(file, kind).lying()
                ? new PictureReader.Size(/* width= */ size.height(), /* height= */ size.width())
                : size;
    }

    /** None where the picture is small already. */
    Optional<Drawn> thumbnail(Path file, FileKind kind) throws UnusablePictureException {
        var size = reader.size(file, kind);
        if (Math.max(size.width(), size.height()) <= THUMBNAIL) {
            return Optional.empty();
        }
        return Optional.of(atDesk(() -> {
            var picture = drawn(file, kind, THUMBNAIL);
            return transparent(picture) ? png(picture) : jpeg(picture, THUMBNAIL_QUALITY);
        }));
    }

    /** The same picture in no more than so many bytes. Where it moves, its first frame. */
    Drawn forSending(Path file, FileKind kind, long maxBytes) throws UnusablePictureException {
        return atDesk(() -> {
            var picture = drawn(file, kind, LONGEST_SENT);
            if (transparent(picture)) {
                var kept = png(picture);
                if (kept.bytes().length <= maxBytes) {
                    return kept;
                }
            }
            return fitting(onWhite(picture), maxBytes);
        });
    }

    private static Drawn fitting(BufferedImage picture, long maxBytes) throws IOException, UnusablePictureException {
        var smaller = picture;
        while (true) {
            for (var quality : QUALITIES) {
                var drawn = jpeg(smaller, quality);
                if (drawn.bytes().length <= maxBytes) {
                    return drawn;
                }
            }
            var longest = Math.max(smaller.getWidth(), smaller.getHeight()) * 3 / 4;
            if (longest < SHORTEST_SENT) {
                throw new UnusablePictureException(
                        UnusablePictureException.Why.UNREADABLE, "It cannot be made small enough");
            }
            smaller = draw(smaller, Orientation.UPRIGHT, longest);
        }
    }

    private BufferedImage drawn(Path file, FileKind kind, int longest) throws UnusablePictureException {
        return draw(reader.decode(file, kind, longest), Orientation.of(file, kind), longest);
    }

    private static BufferedImage draw(BufferedImage from, Orientation orientation, int longest) {
        var scale = Math.min(1.0, (double) longest / Math.max(from.getWidth(), from.getHeight()));
        var width = Math.max(1, (int) Math.round(from.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(from.getHeight() * scale));
        var to = new BufferedImage(
                orientation.lying() ? height : width,
                orientation.lying() ? width : height,
                transparent(from) ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var canvas = to.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            canvas.transform(orientation.upright(width, height));
            canvas.drawImage(from, 0, 0, width, height, null);
        } finally {
            canvas.dispose();
        }
        return to;
    }

    private static BufferedImage onWhite(BufferedImage picture) {
        if (!transparent(picture)) {
            return picture;
        }
        var white = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        var canvas = white.createGraphics();
        try {
            canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        } finally {
            canvas.dispose();
        }
        return white;
    }

    private static boolean transparent(BufferedImage picture) {
        return picture.getColorModel().hasAlpha();
    }

    private static Drawn png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return new Drawn(bytes.toByteArray(), FileKind.PNG, picture.getWidth(), picture.getHeight());
    }

    private static Drawn jpeg(BufferedImage picture, float quality) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return new Drawn(bytes.toByteArray(), FileKind.JPEG, picture.getWidth(), picture.getHeight());
    }

    private Drawn atDesk(Drawing drawing) throws UnusablePictureException {
        desks.acquireUninterruptibly();
        try {
            return drawing.draw();
        } catch (IOException e) {
            throw new UnusablePictureException("It cannot be drawn", e);
        } finally {
            desks.release();
        }
    }

    private interface Drawing {
        Drawn draw() throws IOException, UnusablePictureException;
    }
}
