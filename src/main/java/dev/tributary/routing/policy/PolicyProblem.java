package dev.tributary.routing.policy;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with a store's routing policies. */
public enum PolicyProblem implements ProblemType {
    UNKNOWN_ROUTING_POLICY("unknown-routing-policy", 404, "No such version of the routing policy"),
    ROUTING_POLICY_FIXED("routing-policy-fixed", 409, "The version does not change any more"),
    ROUTING_POLICY_CHANGED("routing-policy-changed", 409, "Somebody changed the routing policy meanwhile"),
    REHEARSAL_RUNNING("rehearsal-running", 409, "A rehearsal of this store is running"),
    REHEARSAL_TOO_LARGE("rehearsal-too-large", 422, "Too much happened for a rehearsal");

    private final String slug;
    private final int status;
    private final String title;

    PolicyProblem(String slug, int status, String title) {
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
