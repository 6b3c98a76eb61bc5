package dev.tributary.identity;

/**
 * The name, role or state of an agent is another now. Fired inside the transaction that made it true.
 */
public record AgentChanged(AgentId agent) {}
