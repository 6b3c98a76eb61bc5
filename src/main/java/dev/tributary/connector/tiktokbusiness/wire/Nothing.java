package dev.tributary.connector.tiktokbusiness.wire;

/** Data that says nothing. */
public record Nothing() {}
