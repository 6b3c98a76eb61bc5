package dev.tributary.media;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Which network addresses belong to the public Internet, and not to this machine, its neighbours or its cloud. */
final class PublicAddresses {

    private static final List<Range> NOT_PUBLIC_4 = List.of(
            range(8, 0),
            range(8, 10),
            range(10, 100, 64),
            range(8, 127),
            range(16, 169, 254),
            range(12, 172, 16),
            range(24, 192, 0, 0),
            range(24, 192, 0, 2),
            range(24, 192, 88, 99),
            range(16, 192, 168),
            range(15, 198, 18),
            range(24, 198, 51, 100),
            range(24, 203, 0, 113),
            range(4, 224),
            range(4, 240));

    /** Of what is not in here, nothing is public; of what is, these are not: tunnels, documentation, translations. */
    private static final Range PUBLIC_6 = range(3, 0x20);

    private static final List<Range> NOT_PUBLIC_6 = List.of(
            range(23, 0x20, 0x01, 0x00, 0x00),
            range(32, 0x20, 0x01, 0x0d, 0xb8),
            range(16, 0x20, 0x02),
            range(20, 0x3f, 0xff, 0x00));

    private PublicAddresses() {}

    /** An IPv4 address in the clothes of an IPv6 one is an {@link Inet4Address} to Java. */
    static boolean contain(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address
                ? NOT_PUBLIC_4.stream().noneMatch(it -> it.contains(bytes))
                : PUBLIC_6.contains(bytes) && NOT_PUBLIC_6.stream().noneMatch(it -> it.contains(bytes));
    }

    private static Range range(int bits, int... prefix) {
        var bytes = new byte[prefix.length];
        for (var i = 0; i < prefix.length; i++) {
            bytes[i] = (byte) prefix[i];
        }
        return new Range(bytes, bits);
    }

    private static final class Range {

        private final byte[] prefix;
        private final int bits;

        Range(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        boolean contains(byte[] address) {
            for (var bit = 0; bit < bits; bit++) {
                if (bitAt(address, bit) != bitAt(prefix, bit)) {
                    return false;
                }
            }
            return true;
        }

        private static int bitAt(byte[] bytes, int bit) {
            var index = bit / 8;
            return index < bytes.length ? bytes[index] >> (7 - bit % 8) & 1 : 0;
        }
    }
}
