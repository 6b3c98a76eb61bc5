/** The PostgreSQL that the server runs on: a configured one, or one of its own. */
@NullMarked
package dev.tributary.platform.database;

import org.jspecify.annotations.NullMarked;
