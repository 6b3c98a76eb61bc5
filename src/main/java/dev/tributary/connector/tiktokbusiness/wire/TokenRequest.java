package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Body of the three calls under {@code tt_user/oauth2/}. {@code toString} shows nothing of it. */
public record TokenRequest(
        String clientId,
        String clientSecret,
        @Nullable String grantType,
        @Nullable String authCode,
        @Nullable String redirectUri,
        @Nullable String refreshToken,
        @Nullable String accessToken) {

    public static TokenRequest forCode(String clientId, String clientSecret, String authCode, String redirectUri) {
        return new TokenRequest(clientId, clientSecret, "authorization_code", authCode, redirectUri, null, null);
    }

    public static TokenRequest forRefresh(String clientId, String clientSecret, String refreshToken) {
        return new TokenRequest(clientId, clientSecret, "refresh_token", null, null, refreshToken, null);
    }

    public static TokenRequest forRevoke(String clientId, String clientSecret, String accessToken) {
        return new TokenRequest(clientId, clientSecret, null, null, null, null, accessToken);
    }

    @Override
    public String toString() {
        return "TokenRequest[…]";
    }
}
