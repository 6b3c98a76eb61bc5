package dev.tributary.store;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with stores and accounts. */
public enum StoreProblem implements ProblemType {
    UNKNOWN_STORE("unknown-store", 404, "No such store"),
    UNKNOWN_ACCOUNT("unknown-account", 404, "No such account"),
    UNKNOWN_AUTHORIZATION("unknown-authorization", 404, "No such account waits to be confirmed"),
    UNKNOWN_EVIDENCE("unknown-evidence", 404, "No such file"),
    STORE_FULLY_MANAGED("store-fully-managed", 409, "The platform runs this store"),
    STORE_IN_PROBATION("store-in-probation", 409, "The store is in its probation"),
    PROBATION_RECALLED("probation-recalled", 409, "The store's probation was recalled"),
    OFFICIAL_ACCOUNT_EXISTS("official-account-exists", 409, "The store has its official account"),
    CHANNEL_ACCOUNTS_FULL("channel-accounts-full", 409, "The store has all its channel accounts"),
    LEGAL_ENTITY_MISMATCH("legal-entity-mismatch", 409, "The account belongs to another legal entity"),
    LEGAL_ENTITY_NEAR_MATCH("legal-entity-near-match", 409, "The legal entities are not spelled alike"),
    ACCOUNT_BOUND_ELSEWHERE("account-bound-elsewhere", 409, "The account is bound to another store"),
    ACCOUNT_DISCONNECTED("account-disconnected", 409, "The account has to be connected again"),
    PLATFORM_NOT_CONFIGURED("platform-not-configured", 409, "This server is not set up for that platform"),
    TRANSFER_NOTE_REQUIRED("transfer-note-required", 422, "Whoever hands it on says why"),
    EVIDENCE_UNREADABLE("evidence-unreadable", 422, "The file is of no kind that is taken"),
    PLATFORM_CALL_FAILED("platform-call-failed", 502, "The platform did not do it");

    private final String slug;
    private final int status;
    private final String title;

    StoreProblem(String slug, int status, String title) {
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
