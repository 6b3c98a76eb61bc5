package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/**
 * Data of {@code tt_user/oauth2/token/} and {@code refresh_token/}. {@code toString} shows no token.
 *
 * @param expiresIn seconds, as is {@code refreshTokenExpiresIn}
 * @param scope separated by commas, in no fixed order
 */
public record TokenAnswer(
        @Nullable String accessToken,
        @Nullable Long expiresIn,
        @Nullable String refreshToken,
        @Nullable Long refreshTokenExpiresIn,
        @Nullable String openId,
        @Nullable String scope) {

    @Override
    public String toString() {
        return "TokenAnswer[openId=" + openId + ", scope=" + scope + "]";
    }
}
