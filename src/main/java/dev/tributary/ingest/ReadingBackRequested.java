package dev.tributary.ingest;

/** Somebody wants an account read back soon. Only a hint: the rows say which, and since when. */
record ReadingBackRequested() {}
