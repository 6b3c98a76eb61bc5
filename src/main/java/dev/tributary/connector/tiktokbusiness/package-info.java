/** TikTok API for Business: direct messages and comments of TikTok accounts. */
@NullMarked
package dev.tributary.connector.tiktokbusiness;

import org.jspecify.annotations.NullMarked;
