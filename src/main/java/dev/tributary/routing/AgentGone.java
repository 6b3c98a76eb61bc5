package dev.tributary.routing;

import dev.tributary.identity.AgentId;

/**
 * No browser of the agent, who is not off duty, has been there for longer than the grace. Fired inside the transaction that
 * made it true. When they are back, that is {@link DutyChanged}.
 */
record AgentGone(AgentId agent) {}
