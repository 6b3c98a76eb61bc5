package dev.tributary.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Tells the rest of the server what became of an agent. */
@ApplicationScoped
class AgentEvents {

    private final Event<AgentCreated> created;
    private final Event<AgentChanged> changed;
    private final Event<AgentDisabled> disabled;
    private final Event<AccessChanged> accessChanged;

    AgentEvents(
            Event<AgentCreated> created,
            Event<AgentChanged> changed,
            Event<AgentDisabled> disabled,
            Event<AccessChanged> accessChanged) {
        this.created = created;
        this.changed = changed;
        this.disabled = disabled;
        this.accessChanged = accessChanged;
    }

    void created(AgentId agent) {
        created.fire(new AgentCreated(agent));
    }

    void changed(AgentId agent) {
        changed.fire(new AgentChanged(agent));
    }

    void disabled(AgentId agent) {
        disabled.fire(new AgentDisabled(agent));
    }

    void accessChanged(AgentId agent) {
        accessChanged.fire(new AccessChanged(agent));
    }
}
