package dev.tributary.routing.policy;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with a store's routing policies. */
public enum PolicyProblem implements ProblemType {
    UNKNOWN_ROUTING_POLICY("unknown-routing-policy", 404, "No such version of the routing policy"),
    ROUTING_POLICY_FIXED("routing-policy-fixed", 409, "The version does not change any more"),
    ROUTING_POLICY_CHANGED("routing-policy-changed", 409, "Somebody changed the routing policy meanwhile");

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
