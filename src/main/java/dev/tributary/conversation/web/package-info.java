/** Conversations over HTTP. */
@NullMarked
package dev.tributary.conversation.web;

import org.jspecify.annotations.NullMarked;
