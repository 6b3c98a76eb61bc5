/** Webhooks: on disk before they are answered, then read and applied. */
@NullMarked
package dev.tributary.ingest;

import org.jspecify.annotations.NullMarked;
