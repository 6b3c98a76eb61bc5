package dev.tributary.ingest;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with webhooks, for admins. */
public enum IngestProblem implements ProblemType {
    UNKNOWN_PARKED_EVENT("unknown-parked-event", 404, "No such parked event"),
    RECONCILIATION_OFF("reconciliation-off", 409, "Accounts are not read back"),
    SELF_TEST_RUNNING("self-test-running", 409, "The account is being tested");

    private final String slug;
    private final int status;
    private final String title;

    IngestProblem(String slug, int status, String title) {
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
