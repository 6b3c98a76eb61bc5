package dev.tributary.routing;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong when people hand conversations on. */
public enum HandoverProblem implements ProblemType {
    UNKNOWN_TEAM("unknown-receiving-team", 422, "The store has no such team"),
    NOT_REFUSABLE("not-refusable", 409, "There is nothing to hand back");

    private final String slug;
    private final int status;
    private final String title;

    HandoverProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
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
