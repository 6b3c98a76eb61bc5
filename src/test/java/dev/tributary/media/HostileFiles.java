package dev.tributary.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files as strangers send them: good ones, and ones that are not what they seem. */
final class HostileFiles {

    /** The smallest WebP there is. */
    static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=");

    private HostileFiles() {}

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] html() {
        return text("<!DOCTYPE html><script>alert(1)</script>");
    }

    static byte[] svg() {
        return text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script></svg>");
    }

    static byte[] heic() {
        return text("\0\0\0\u0018ftypheic\0\0\0\0mif1heic and so on");
    }

    /** A GIF for whoever trusts the first bytes, and a page for whoever guesses. */
    static byte[] gifThatIsAPage() {
        return text("GIF89a/*<script>alert(1)</script>*/=1;");
    }

    /** A few bytes that claim to be more pixels than any memory holds. */
    static byte[] pngClaiming(int width, int height) {
        var header = ByteBuffer.allocate(17)
                .put(text("IHDR"))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var sum = new CRC32();
        sum.update(header);
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(header)
                .putInt((int) sum.getValue())
                .array();
    }

    static byte[] png(int width, int height) {
        return written("png", drawn(width, height, BufferedImage.TYPE_INT_ARGB));
    }

    static byte[] jpeg(int width, int height) {
        return written("jpeg", drawn(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /** Noise, which no format makes small. */
    static byte[] noise(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return written("png", image);
    }

    /** Taken with the camera lying on its side, at a place that is nobody's business. */
    static byte[] jpegFromAPhone(int width, int height) {
        var plain = jpeg(width, height);
        var tiff = ByteBuffer.allocate(64)
                .put(text("MM\0*"))
                .putInt(8)
                .putShort((short) 1)
                .put(new byte[] {0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0})
                .putInt(0)
                .put(text("GPS 35.6895N"))
                .array();
        var segment = ByteBuffer.allocate(4 + 6 + tiff.length)
                .put(new byte[] {(byte) 0xff, (byte) 0xe1})
                .putShort((short) (2 + 6 + tiff.length))
                .put(text("Exif\0\0"))
                .put(tiff)
                .array();
        return ByteBuffer.allocate(plain.length + segment.length)
                .put(plain, 0, 2)
                .put(segment)
                .put(plain, 2, plain.length - 2)
                .array();
    }

    /** The left half is red and the right half blue, so that one can tell how it lies. */
    private static BufferedImage drawn(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.setColor(Color.BLUE);
        canvas.fillRect(width / 2, 0, width - width / 2, height);
        canvas.dispose();
        return image;
    }

    private static byte[] written(String format, BufferedImage image) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
