package dev.tributary.routing.team;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A team.
 *
 * @param members who counts: may see the store, and is not disabled. By name
 */
@Schema(name = "Team")
public record TeamView(UUID id, UUID storeId, String name, List<UUID> members) {

    /** What the change log calls a change of a team, its end included; the subject is the team. */
    public static final String CHANGED = "team.changed";

    public TeamView {
        members = List.copyOf(members);
    }
}
