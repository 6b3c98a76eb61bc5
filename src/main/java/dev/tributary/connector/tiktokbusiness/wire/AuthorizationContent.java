package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Content of {@code authorization.removed}. */
public record AuthorizationContent(@Nullable Long reason) {}
