package dev.tributary.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The connector of each platform that this server speaks to. */
@ApplicationScoped
public class Connectors {

    private final Map<Platform, Connector> byPlatform = new EnumMap<>(Platform.class);

    Connectors(@Any Instance<Connector> connectors) {
        connectors.forEach(it -> byPlatform.put(it.platform(), it));
    }

    /** Empty for a platform that is not configured. */
    public Optional<Connector> of(Platform platform) {
        return Optional.ofNullable(byPlatform.get(platform));
    }
}
