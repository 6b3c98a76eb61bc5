package dev.tributary.connector.tiktokbusiness;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Keeps a server from starting that would take in webhooks signed with nothing. */
@ApplicationScoped
class TikTokBusinessStartup {

    private final TikTokBusinessConfig config;

    TikTokBusinessStartup(TikTokBusinessConfig config) {
        this.config = config;
    }

    void refuseAnEmptySecret(@Observes StartupEvent event) {
        if (config.appId().isPresent()) {
            TikTokBusinessApp.of(config);
        }
    }
}
