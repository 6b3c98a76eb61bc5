package dev.tributary.identity;

/** Fired inside the transaction that made it true. */
public record AgentCreated(AgentId agent) {}
