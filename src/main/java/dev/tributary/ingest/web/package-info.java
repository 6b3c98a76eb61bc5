/** Where webhooks come in, and where admins look at those that could not be handled. */
@NullMarked
package dev.tributary.ingest.web;

import org.jspecify.annotations.NullMarked;
