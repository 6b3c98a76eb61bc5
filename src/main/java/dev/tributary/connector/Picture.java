package dev.tributary.connector;

/** A picture to be sent, in a form that the platform takes. */
public record Picture(byte[] bytes, String contentType, String fileName) {}
