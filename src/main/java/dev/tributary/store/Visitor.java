package dev.tributary.store;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Whose browser or program comes by while an account is being bound.
 *
 * @param agent null where nobody is logged in
 * @param session the login; null for a program, which has none
 */
public record Visitor(@Nullable AgentId agent, @Nullable SessionId session) {

    /** Somebody of whom nothing is known. */
    public static final Visitor STRANGER = new Visitor(null, null);
}
