package dev.tributary.connector;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How an account presents itself on its platform. */
public record AccountProfile(
        @Nullable String handle,
        @Nullable String displayName,
        @Nullable URI avatar) {}
