package dev.tributary.media;

/** There are media to be fetched. Only a hint: the rows say which. */
record MediaWanted() {}
