package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content of {@code im_referral_msg}. */
public record ReferralContent(
        @Nullable String conversationId,
        @Nullable Long timestamp,
        @Nullable String from,
        @Nullable User fromUser,
        @Nullable String uniqueIdentifier,
        @Nullable Referral referral) {

    /**
     * What brought the customer.
     *
     * @param source {@code ad} or {@code short_link}
     * @param ad one object in webhooks, a list elsewhere; so is {@code shortLink}
     */
    public record Referral(
            @Nullable String source,
            @Nullable List<@Nullable Ad> ad,
            @Nullable List<@Nullable ShortLink> shortLink) {}

    public record Ad(
            @Nullable String advertiserId,
            @Nullable String adId,
            @Nullable String adName) {}

    public record ShortLink(@Nullable String ref, @Nullable String prefilledMessage) {}
}
