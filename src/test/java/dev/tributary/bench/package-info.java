/** Benchmarks against the packaged server. Programs, not tests: {@code docs/benchmarks/README.md} says how to run them. */
@NullMarked
package dev.tributary.bench;

import org.jspecify.annotations.NullMarked;
