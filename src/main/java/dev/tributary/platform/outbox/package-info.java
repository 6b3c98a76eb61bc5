/** The change log: what became true, numbered without gaps per store, written in the transaction that made it true. */
@NullMarked
package dev.tributary.platform.outbox;

import org.jspecify.annotations.NullMarked;
