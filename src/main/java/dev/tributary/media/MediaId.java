package dev.tributary.media;

import dev.tributary.platform.problem.ProblemException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A picture or video, of a message or waiting to become one. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record MediaId(UUID value) {

    /** Read from a path parameter. What is no id is an id that nothing has. */
    public static MediaId fromString(String text) {
        try {
            return new MediaId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /** The answer for one that is not there, or that one may not see. */
    public static ProblemException unknown() {
        return new ProblemException(MediaProblem.UNKNOWN_MEDIA, "Check the id, or go back to the conversation.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
