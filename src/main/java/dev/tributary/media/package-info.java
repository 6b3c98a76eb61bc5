/** Pictures and videos of messages: fetched, checked, kept outside the database, and shown so that they can do no harm. */
@NullMarked
package dev.tributary.media;

import org.jspecify.annotations.NullMarked;
