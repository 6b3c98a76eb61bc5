package dev.tributary.store.governor;

import java.time.Duration;

/**
 * So many calls in any window of time.
 *
 * @param name the same on all servers
 */
record Limit(String name, int calls, Duration window) {}
