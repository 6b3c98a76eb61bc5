package dev.tributary.platform.paging;

import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The place in a list after which a page begins: the sort values of the last item shown. Opaque to clients.
 *
 * <p>The checksum is there to refuse what was cut or altered, not what was forged: a forged cursor only begins
 * elsewhere in a list that its owner may read anyway. It holds no right and must never decide one.
 */
@Schema(type = SchemaType.STRING)
public final class Cursor {

    private static final int CHECKSUM = Integer.BYTES;
    private static final int MAX_LENGTH = 2_000;

    private final List<Object> parts;

    private Cursor(List<Object> parts) {
        this.parts = parts;
    }

    /** @param parts each a {@link String}, {@link Long}, {@link Instant} or {@link UUID} */
    public static Cursor of(Object... parts) {
        return new Cursor(List.of(parts));
    }

    /** Read from a query parameter. */
    public static Cursor fromString(String text) {
        if (text.length() > MAX_LENGTH) {
            throw bad();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var length = bytes.length - CHECKSUM;
            if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
                throw bad();
            }
            return new Cursor(parse(new DataInputStream(new ByteArrayInputStream(bytes, 0, length))));
        } catch (IllegalArgumentException | IOException e) {
            throw bad();
        }
    }

    public String text(int index) {
        return part(index, String.class);
    }

    public long number(int index) {
        return part(index, Long.class);
    }

    public Instant instant(int index) {
        return part(index, Instant.class);
    }

    public UUID uuid(int index) {
        return part(index, UUID.class);
    }

    /** As it is given to clients. */
    @Override
    public String toString() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var part : parts) {
                write(part, out);
            }
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private <T> T part(int index, Class<T> type) {
        // The cursor of another list: well formed, but not for here.
        if (index >= parts.size() || !type.isInstance(parts.get(index))) {
            throw bad();
        }
        return type.cast(parts.get(index));
    }

    private static void write(Object part, DataOutputStream out) throws IOException {
        if (part instanceof String text) {
            out.writeByte('s');
            out.writeUTF(text);
        } else if (part instanceof Long number) {
            out.writeByte('n');
            out.writeLong(number);
        } else if (part instanceof Instant instant) {
            out.writeByte('t');
            out.writeLong(instant.getEpochSecond());
            out.writeInt(instant.getNano());
        } else if (part instanceof UUID uuid) {
            out.writeByte('u');
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
        } else {
            throw new IllegalArgumentException("A cursor cannot hold a " + part.getClass());
        }
    }

    private static List<Object> parse(DataInputStream in) throws IOException {
        var parts = new ArrayList<Object>();
        for (var kind = in.read(); kind != -1; kind = in.read()) {
            parts.add(
                    switch (kind) {
                        case 's' -> in.readUTF();
                        case 'n' -> in.readLong();
                        case 't' -> Instant.ofEpochSecond(in.readLong(), in.readInt());
                        case 'u' -> new UUID(in.readLong(), in.readLong());
                        default -> throw bad();
                    });
        }
        return List.copyOf(parts);
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static ProblemException bad() {
        return new ProblemException(PlatformProblem.BAD_CURSOR, "Begin again without a cursor.");
    }
}
