package dev.tributary.connector;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** TikTok for Business is played by a {@link FakeConnector}; nothing else is configured. */
@Alternative
@Singleton
public class FakeConnectors extends Connectors {

    private final FakeConnector fake = new FakeConnector();

    FakeConnectors(@Any Instance<Connector> none) {
        super(none);
    }

    public FakeConnector fake() {
        return fake;
    }

    @Override
    public Optional<Connector> of(Platform platform) {
        return platform == Platform.TIKTOK_BUSINESS ? Optional.of(fake) : Optional.empty();
    }
}
