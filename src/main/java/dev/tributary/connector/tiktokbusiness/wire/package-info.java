/**
 * TikTok's JSON as records, field by field. Names are TikTok's own in camel case.
 *
 * <p>Everything may be null: TikTok leaves fields out, and what has the wrong type is taken for left out.
 */
@NullMarked
package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.NullMarked;
