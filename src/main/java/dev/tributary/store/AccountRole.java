package dev.tributary.store;

/** What an account is to its store. */
public enum AccountRole {
    /** The one that belongs to the store's own legal entity. */
    OFFICIAL,
    /** One of several that bring people in. */
    CHANNEL
}
