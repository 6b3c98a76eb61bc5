/** What a store says about who gets what: rules, their versions, and what is wrong with a draft. */
@NullMarked
package dev.tributary.routing.policy;

import org.jspecify.annotations.NullMarked;
