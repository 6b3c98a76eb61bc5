package dev.tributary.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.routing.team.TeamProblem;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a team: people of one store who take over the same kind of work. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record TeamId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TeamId {}

    /** Read from a path or query parameter. What is no id is an id that no team has. */
    public static TeamId fromString(String text) {
        try {
            return new TeamId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw TeamProblem.unknown();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
