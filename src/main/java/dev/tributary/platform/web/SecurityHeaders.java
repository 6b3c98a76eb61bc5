package dev.tributary.platform.web;

import dev.tributary.platform.address.PublicUrl;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What browsers are told to refuse, on every answer whoever gives it. */
@ApplicationScoped
class SecurityHeaders {

    /**
     * Scripts come from us and from files only. Styles may be inline because the chart and overlay libraries position
     * things that way. Pictures may come from the platform: avatars and covers are shown before we have a copy.
     */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'%2$s",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob: %1$s",
            "media-src 'self' blob: %1$s",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final int FIRST = 1_000;

    private final PublicUrl publicUrl;

    private final String contentSecurityPolicy;

    /** @param pictureSources from where pictures and films may come, as a Content-Security-Policy lists sources */
    SecurityHeaders(
            PublicUrl publicUrl,
            @ConfigProperty(name = "tributary.web.picture-sources", defaultValue = "https:") String pictureSources) {
        this.publicUrl = publicUrl;
        this.contentSecurityPolicy = CONTENT_SECURITY_POLICY.formatted(
                pictureSources,
                // In development the page comes from Vite, which begins with a script in the page.
                LaunchMode.current() == LaunchMode.DEVELOPMENT ? " 'unsafe-inline'" : "");
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, FIRST);
    }

    private void add(RoutingContext context) {
        var headers = context.response().headers();
        headers.set("Content-Security-Policy", contentSecurityPolicy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (isPrivate(context.normalizedPath())) {
            headers.set("Cache-Control", "no-store");
        }
        if (publicUrl.isHttps() || "https".equals(context.request().scheme())) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        context.next();
    }

    private static boolean isPrivate(String path) {
        return path.startsWith("/api") || path.startsWith("/oauth") || path.startsWith("/hooks");
    }
}
