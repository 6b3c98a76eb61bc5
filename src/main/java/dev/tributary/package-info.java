@NullMarked
package dev.tributary;

import org.jspecify.annotations.NullMarked;
