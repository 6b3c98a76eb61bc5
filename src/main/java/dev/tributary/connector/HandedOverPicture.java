package dev.tributary.connector;

import java.time.Duration;

/** What the platform calls a picture that it was given, and for how long it can be sent under that name. */
public record HandedOverPicture(String id, Duration usableFor) {}
