package dev.tributary.identity;

/**
 * What an agent may do or see became less or other, or a session ended: whatever was opened with the old rights must be
 * checked again or closed. Fired inside the transaction that made it true.
 */
public record AccessChanged(AgentId agent) {}
