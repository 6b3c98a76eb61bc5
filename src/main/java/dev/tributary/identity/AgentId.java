package dev.tributary.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.platform.problem.ProblemException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An agent, supervisor or admin: anybody who can log in. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record AgentId(@JsonValue UUID value) {

    /** Read from a path or query parameter. What is no id is an id that nobody has. */
    public static AgentId fromString(String text) {
        try {
            return new AgentId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return new ProblemException(IdentityProblem.UNKNOWN_AGENT, "Choose one from the list of agents.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
