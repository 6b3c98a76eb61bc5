package dev.tributary.connector;

/** Where on TikTok words are exchanged. What may be said differs per surface. */
public enum Surface {
    /** A direct message between a person and one TikTok account. */
    DM,
    /** A public comment under a post of one TikTok account. */
    COMMENT,
    /** The chat of a TikTok Shop. */
    SHOP_CHAT
}
