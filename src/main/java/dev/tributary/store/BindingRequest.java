package dev.tributary.store;

import dev.tributary.connector.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What an admin wants to bind.
 *
 * @param declared whose account it is, by the admin's word; an official account needs it
 */
public record BindingRequest(
        AccountRole role, Platform platform, @Nullable LegalEntity declared) {}
