package dev.tributary.store.governor;

/** Whose call goes first when not all can go. */
public enum CallPriority {
    /** What a person waits for. */
    REPLY(0),
    ENRICHMENT(1),
    RECONCILIATION(2),
    /** What nobody would miss: it is made at once or not at all. */
    COURTESY(3);

    private final int place;

    CallPriority(int place) {
        this.place = place;
    }

    /** Where it stands in lists that are kept by priority. */
    int place() {
        return place;
    }
}
