package dev.tributary.store;

/** Whether we can act for an account. */
public enum AccountState {
    CONNECTED,
    /** TikTok no longer takes our token. What it sends us is still received. */
    NEEDS_RECONNECT,
    /** Given up. Its history stays. */
    UNBOUND
}
