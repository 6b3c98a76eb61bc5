/** Stores and the TikTok accounts bound to them: binding under TikTok's rules, credentials, and who may see a store. */
@NullMarked
package dev.tributary.store;

import org.jspecify.annotations.NullMarked;
