package dev.tributary.media;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** Gives the configuration to what knows of none. */
@ApplicationScoped
class DownloadsProducer {

    @Produces
    @Singleton
    Downloads downloads(Vertx vertx, MediaConfig config) {
        return new Downloads(
                vertx,
                new AllowedHosts(config.hosts()),
                InetAddress::getAllByName,
                config.maxSize().asLongValue(),
                config.downloadTimeout());
    }

    void close(@Disposes Downloads downloads) {
        downloads.close();
    }
}
