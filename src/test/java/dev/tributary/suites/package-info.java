/**
 * How the build shares out the tests among its processes: each suite has one, and starts the server under test once for
 * every profile. Every new test is in one of them by itself.
 */
@NullMarked
package dev.tributary.suites;

import org.jspecify.annotations.NullMarked;
