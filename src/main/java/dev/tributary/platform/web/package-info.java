/** How this server speaks HTTP, the same for every module: problems, headers, JSON, repeated writes. */
@NullMarked
package dev.tributary.platform.web;

import org.jspecify.annotations.NullMarked;
