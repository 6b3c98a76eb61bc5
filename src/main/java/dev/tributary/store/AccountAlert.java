package dev.tributary.store;

import dev.tributary.store.AlertKind.Severity;
import java.time.Instant;
import java.util.Map;

/**
 * Something that is wrong with an account now. It clears itself.
 *
 * @param args what a text about it needs, see {@link AlertKind}
 */
public record AccountAlert(AlertKind kind, Severity severity, Instant since, Map<String, Object> args) {}
