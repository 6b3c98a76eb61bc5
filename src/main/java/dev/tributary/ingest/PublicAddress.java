package dev.tributary.ingest;

import dev.tributary.connector.Platform;
import dev.tributary.connector.RawWebhook;
import dev.tributary.platform.address.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** This server's own address for webhooks, called from outside as far as that can be done from within. */
@ApplicationScoped
class PublicAddress {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final PublicUrl publicUrl;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Platforms do not follow them either, and nobody sends us elsewhere.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    PublicAddress(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    enum Reason {
        NOT_REACHABLE,
        TOO_SLOW,
        REDIRECTED,
        REFUSED
    }

    /** Nobody took it there. */
    static final class Unreachable extends Exception {

        private static final long serialVersionUID = 1L;

        private final Reason reason;

        Unreachable(Reason reason, String message) {
            super(message);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    void deliver(Platform platform, RawWebhook webhook) throws Unreachable {
        var path = switch (platform) {
            case TIKTOK_BUSINESS -> "/hooks/tiktok/business";
            case TIKTOK_SHOP -> "/hooks/tiktok/shop";
        };
        var address = publicUrl.resolve(path);
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()));
        webhook.headers().forEach((name, values) -> values.forEach(it -> request.header(name, it)));
        var status = status(request.build(), address);
        if (status / 100 == 3) {
            throw new Unreachable(Reason.REDIRECTED, address + " answered with a redirect (HTTP " + status + ").");
        }
        if (status != OK) {
            throw new Unreachable(Reason.REFUSED, address + " answered HTTP " + status + ".");
        }
    }

    private int status(HttpRequest request, String address) throws Unreachable {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (HttpTimeoutException e) {
            throw new Unreachable(
                    Reason.TOO_SLOW, address + " did not answer within " + TIMEOUT.toSeconds() + " seconds.");
        } catch (IOException e) {
            throw new Unreachable(
                    Reason.NOT_REACHABLE,
                    address + " cannot be reached: " + e.getClass().getSimpleName()
                            + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(Reason.TOO_SLOW, "The server is stopping.");
        }
    }
}
