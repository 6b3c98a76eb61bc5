package dev.tributary.media;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where media may be fetched. An address comes out of a message, and so from anybody: it leads nowhere but to the
 * platform's own hosts, by https, at their usual port.
 */
final class AllowedHosts {

    private static final int HTTPS = 443;

    private final Set<String> domains = new HashSet<>();
    private final Set<String> loopbackOrigins = new HashSet<>();

    AllowedHosts(List<String> configured) {
        for (var entry : configured) {
            var it = entry.strip().toLowerCase(Locale.ROOT);
            if (it.startsWith("http://")) {
                loopbackOrigins.add(loopback(it));
            } else if (it.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+") && !it.matches(".*\\.[0-9]+")) {
                domains.add(it);
            } else {
                throw new IllegalStateException("tributary.media.hosts: " + entry
                        + " is neither a domain such as tiktokcdn.com nor an origin such as http://127.0.0.1:8090");
            }
        }
    }

    private static String loopback(String origin) {
        var uri = URI.create(origin);
        var host = uri.getHost();
        if (host == null || uri.getPort() < 1 || !(host.equals("127.0.0.1") || host.equals("[::1]"))) {
            throw new IllegalStateException("tributary.media.hosts: " + origin
                    + " is http, which is for a platform on this machine only, such as http://127.0.0.1:8090");
        }
        return "http://" + host + ":" + uri.getPort();
    }

    /** Whether it is the platform on this machine that a developer configured. */
    boolean isLoopback(URI address) {
        return "http".equalsIgnoreCase(address.getScheme())
                && address.getRawUserInfo() == null
                && loopbackOrigins.contains("http://" + host(address) + ":" + address.getPort());
    }

    boolean allow(URI address) {
        return isLoopback(address) || isPlatform(address);
    }

    private boolean isPlatform(URI address) {
        var host = host(address);
        return host != null
                && "https".equalsIgnoreCase(address.getScheme())
                && address.getRawUserInfo() == null
                && (address.getPort() == -1 || address.getPort() == HTTPS)
                && domains.stream().anyMatch(it -> host.equals(it) || host.endsWith("." + it));
    }

    /** Judged after the name was looked up, and it is the judged address that is connected to: names change quickly. */
    boolean allow(URI address, InetAddress found) {
        return isLoopback(address) ? found.isLoopbackAddress() : PublicAddresses.contain(found);
    }

    private static @Nullable String host(URI address) {
        var host = address.getHost();
        return host == null ? null : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }
}
