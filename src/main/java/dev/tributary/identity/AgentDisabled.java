package dev.tributary.identity;

/** Fired inside the transaction that made it true. */
public record AgentDisabled(AgentId agent) {}
