package dev.tributary.identity;

import java.util.List;
import java.util.UUID;

/** Told to people about themselves. Whoever keeps the stores implements it; identity knows none. */
public interface VisibleStores {

    /** By name. */
    List<VisibleStore> of(AgentId agent, Role role);

    /**
     * A store as its people need it to find their way.
     *
     * @param showTyping whether customers are shown that somebody types
     * @param transferNoteRequired whether whoever hands on a conversation has to say why
     */
    record VisibleStore(
            UUID id, String name, String market, String timeZone, boolean showTyping, boolean transferNoteRequired) {}
}
