/** Conversations and their messages: what was said, who looks after it, and how far it got. */
@NullMarked
package dev.tributary.conversation;

import org.jspecify.annotations.NullMarked;
