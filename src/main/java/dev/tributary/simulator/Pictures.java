package dev.tributary.simulator;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws avatars and covers. Without a single letter, since a bare server has no fonts. */
final class Pictures {

    private static final int AVATAR = 160;
    private static final int COVER_WIDTH = 324;
    private static final int COVER_HEIGHT = 576;

    private Pictures() {}

    static byte[] avatar(String seed) {
        var random = new Random(seed.hashCode());
        return draw(AVATAR, AVATAR, random, canvas -> {
            canvas.setColor(new Color(255, 255, 255, 225));
            canvas.fill(new Ellipse2D.Double(AVATAR * 0.32, AVATAR * 0.2, AVATAR * 0.36, AVATAR * 0.36));
            canvas.fill(new Ellipse2D.Double(AVATAR * 0.17, AVATAR * 0.64, AVATAR * 0.66, AVATAR * 0.62));
            canvas.setColor(Color.getHSBColor(random.nextFloat(), 0.5f, 0.45f));
            canvas.fill(new Arc2D.Double(
                    AVATAR * 0.3, AVATAR * 0.17, AVATAR * 0.4, AVATAR * 0.34, random.nextInt(50), 140, Arc2D.CHORD));
        });
    }

    static byte[] cover(String seed) {
        var random = new Random(seed.hashCode());
        return draw(COVER_WIDTH, COVER_HEIGHT, random, canvas -> {
            canvas.setColor(new Color(255, 255, 255, 60));
            for (var i = 0; i < 5; i++) {
                var size = 60 + random.nextInt(180);
                canvas.fill(new Ellipse2D.Double(
                        random.nextInt(COVER_WIDTH) - size / 2.0,
                        random.nextInt(COVER_HEIGHT) - size / 2.0,
                        size,
                        size));
            }
            canvas.setColor(new Color(60, 42, 33, 90));
            canvas.fill(new RoundRectangle2D.Double(-20, 430, COVER_WIDTH + 40, 180, 30, 30));
            canvas.setStroke(new BasicStroke(14, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pot(canvas, random, Color.getHSBColor(random.nextFloat(), 0.55f, 0.8f));
        });
    }

    /** A pot, a mug or a bowl: it is a kitchen shop. */
    private static void pot(Graphics2D canvas, Random random, Color colour) {
        canvas.setColor(colour);
        switch (random.nextInt(3)) {
            case 0 -> {
                canvas.draw(new Arc2D.Double(38, 310, 248, 90, 0, 360, Arc2D.OPEN));
                canvas.fill(new RoundRectangle2D.Double(72, 290, 180, 150, 40, 40));
                canvas.setColor(colour.darker());
                canvas.fill(new RoundRectangle2D.Double(62, 270, 200, 26, 24, 24));
                canvas.fill(new Ellipse2D.Double(146, 242, 32, 32));
            }
            case 1 -> {
                canvas.draw(new Ellipse2D.Double(190, 320, 76, 84));
                canvas.fill(new RoundRectangle2D.Double(82, 280, 140, 164, 34, 34));
                canvas.setColor(colour.darker());
                canvas.fill(new Ellipse2D.Double(82, 268, 140, 34));
            }
            default -> {
                canvas.fill(new Arc2D.Double(52, 220, 220, 220, 180, 180, Arc2D.CHORD));
                canvas.fill(new RoundRectangle2D.Double(118, 428, 88, 18, 10, 10));
                canvas.setColor(colour.brighter());
                canvas.fill(new Ellipse2D.Double(52, 314, 220, 32));
            }
        }
    }

    private static byte[] draw(int width, int height, Random random, java.util.function.Consumer<Graphics2D> painting) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            var hue = random.nextFloat();
            canvas.setPaint(new GradientPaint(
                    0,
                    0,
                    Color.getHSBColor(hue, 0.42f, 0.93f),
                    width,
                    height,
                    Color.getHSBColor(hue + 0.12f, 0.55f, 0.7f)));
            canvas.fillRect(0, 0, width, height);
            painting.accept(canvas);
        } finally {
            canvas.dispose();
        }
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
