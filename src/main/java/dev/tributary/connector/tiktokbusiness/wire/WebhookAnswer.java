package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code business/webhook/list/} and {@code update/}.
 *
 * @param callbackUrl absent where nothing is configured
 * @param itemList the only posts that are reported, where posts were ever listed
 */
public record WebhookAnswer(
        @Nullable String callbackUrl, @Nullable List<@Nullable String> itemList) {}
