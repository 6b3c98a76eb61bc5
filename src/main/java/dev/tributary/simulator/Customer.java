package dev.tributary.simulator;

/**
 * A person who uses TikTok.
 *
 * @param european senders in the EEA, Switzerland and the UK reach the app as a stub without content
 */
public record Customer(
        String id, String handle, String displayName, String language, boolean european, boolean follower) {}
