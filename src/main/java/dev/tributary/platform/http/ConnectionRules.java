package dev.tributary.platform.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How plain connections are read. */
@ApplicationScoped
class ConnectionRules implements HttpServerOptionsCustomizer {

    private final Duration headTimeout;

    /** @param headTimeout so long may the head of a request take from its first byte on */
    ConnectionRules(@ConfigProperty(name = "tributary.web.head-timeout", defaultValue = "5s") Duration headTimeout) {
        this.headTimeout = headTimeout;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        // HTTP/2 without encryption: no browser speaks it, and it is one more way of hiding a request from a proxy.
        options.setHttp2ClearTextEnabled(false);
        StrictConnections.begin(options, headTimeout);
    }
}
