package dev.tributary.identity;

import java.time.Instant;

/** Somebody who works here, as they are now. */
public record Agent(AgentId id, String email, String name, Role role, boolean disabled, Instant createdAt) {}
