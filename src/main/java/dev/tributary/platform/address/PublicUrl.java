package dev.tributary.platform.address;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where browsers and platforms reach this server. Every address that is given out begins with it. */
@ApplicationScoped
public class PublicUrl {

    private final String base;
    private final URI uri;

    public PublicUrl(@ConfigProperty(name = "tributary.public-url", defaultValue = "http://localhost:8080") URI uri) {
        if (uri.getHost() == null || !uri.getScheme().matches("https?")) {
            throw new IllegalArgumentException(
                    "tributary.public-url must look like https://inbox.example.com, not " + uri);
        }
        this.uri = uri;
        this.base = uri.toString().replaceAll("/+$", "");
    }

    /** An absolute address. The path begins with a slash. */
    public String resolve(String path) {
        return base + path;
    }

    /** As browsers write it into an {@code Origin} header: no path, no default port. */
    public String origin() {
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var implied = scheme.equals("https") ? 443 : 80;
        var port = uri.getPort() == -1 || uri.getPort() == implied ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }

    public boolean isHttps() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
