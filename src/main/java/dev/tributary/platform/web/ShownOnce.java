package dev.tributary.platform.web;

/** An answer that holds a secret. It is not kept for a repeated {@code Idempotency-Key}: secrets are not stored. */
public interface ShownOnce {}
