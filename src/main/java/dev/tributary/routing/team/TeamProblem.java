package dev.tributary.routing.team;

import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with teams. */
public enum TeamProblem implements ProblemType {
    UNKNOWN_TEAM("unknown-team", 404, "No such team"),
    TEAM_NAME_TAKEN("team-name-taken", 409, "The store has a team of this name"),
    TEAM_IN_POLICY("team-in-policy", 409, "The routing policy names the team"),
    NOT_OF_THE_STORE("not-of-the-store", 422, "Somebody does not work for this store");

    private final String slug;
    private final int status;
    private final String title;

    TeamProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The answer for a team that is not there, or that one may not see. */
    public static ProblemException unknown() {
        return new ProblemException(UNKNOWN_TEAM, "Check the id, or read the store's teams again.");
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
