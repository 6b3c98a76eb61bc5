package dev.tributary.connector;

import org.jspecify.annotations.Nullable;

/**
 * An answer that a card offers. Who taps on it says its title.
 *
 * @param id names it to us when it is tapped; null where the platform does not tell
 */
public record CardButton(String title, @Nullable String id) {}
