package dev.tributary.platform.secret;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** How secrets at rest are protected. */
@ConfigMapping(prefix = "tributary.secrets")
interface SecretsConfig {

    /**
     * The master key under which the tokens of accounts are encrypted: at least 32 characters, best made by
     * {@code openssl rand -base64 32}. To rotate it put the new key in front of the old one, with a comma between.
     *
     * <p>In production the server refuses to start without one. In development, tests and demo it makes one and keeps
     * it beside the embedded database.
     */
    Optional<List<String>> key();
}
