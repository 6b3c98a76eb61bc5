package dev.tributary.connector;

/** The two unrelated APIs through which TikTok lets a business talk to people. */
public enum Platform {
    /** TikTok API for Business: direct messages and comments of TikTok accounts. */
    TIKTOK_BUSINESS,
    /** TikTok Shop Partner Center API: Shop Chat, orders and returns. */
    TIKTOK_SHOP
}
