package dev.tributary.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.store.AlertKind.Severity;
import java.time.Instant;

/**
 * Something that is wrong with an account now. It clears itself.
 *
 * @param args what a text about it needs, see {@link AlertKind}
 */
public record AccountAlert(AlertKind kind, Severity severity, Instant since, ObjectNode args) {}
