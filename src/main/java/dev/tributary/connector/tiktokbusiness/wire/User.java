package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** One side of a direct message. {@code role} is {@code personal_account} or {@code business_account}. */
public record User(@Nullable String id, @Nullable String role) {}
