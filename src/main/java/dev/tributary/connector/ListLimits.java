package dev.tributary.connector;

import java.time.Duration;

/**
 * How much a platform lets us read back. What is beyond cannot be recovered once its webhooks are lost.
 *
 * @param conversations of how many direct-message conversations it tells, the last ones
 * @param messages how many messages of each, the last ones
 * @param age how far back
 * @param webhookRetries for how long it repeats a webhook that was not taken in
 */
public record ListLimits(int conversations, int messages, Duration age, Duration webhookRetries) {}
