package dev.tributary.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Files that show whose an account is, or how a probation stands. */
@ConfigMapping(prefix = "tributary.evidence")
public interface EvidenceConfig {

    /** The largest file. */
    @WithDefault("5M")
    MemorySize maxSize();

    /** How long a file is kept that nobody refers to. */
    @WithDefault("1d")
    Duration unusedFor();
}
