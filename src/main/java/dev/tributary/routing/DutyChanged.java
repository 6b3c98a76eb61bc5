package dev.tributary.routing;

import dev.tributary.identity.AgentId;

/** The agent takes more or less work than before, or is back. Fired inside the transaction that made it true. */
record DutyChanged(AgentId agent) {}
