/** Stores and accounts over HTTP. */
@NullMarked
package dev.tributary.store.web;

import org.jspecify.annotations.NullMarked;
