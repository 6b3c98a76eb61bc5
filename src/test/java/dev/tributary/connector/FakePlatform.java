package dev.tributary.connector;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** Tests of what we do with a platform's answers, whatever the platform. */
public class FakePlatform implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(FakeConnectors.class);
    }
}
