package dev.tributary.platform.problem;

import java.util.Map;

/** The one exception for errors that are answered to whoever called. The detail says what to do next. */
public class ProblemException extends RuntimeException {

    /** The member with the whole seconds to wait; it is also answered as the {@code Retry-After} header. */
    public static final String RETRY_AFTER = "retryAfter";

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient Map<String, Object> members;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /** @param members further members of the problem document, such as the newer messages of a {@code newer-reply} */
    public ProblemException(ProblemType type, String detail, Map<String, Object> members) {
        super(detail);
        this.type = type;
        this.members = Map.copyOf(members);
    }

    public ProblemType type() {
        return type;
    }

    public Map<String, Object> members() {
        return members;
    }
}
