package dev.tributary.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** A server whose clock the test can push forward: {@link ShiftedClock}. */
public class ShiftedTime implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ShiftedClock.class);
    }
}
