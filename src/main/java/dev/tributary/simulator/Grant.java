package dev.tributary.simulator;

import java.time.Instant;
import java.util.List;

/** What an account allowed the app to do, from one consent until its refresh token ends or somebody takes it back. */
record Grant(
        String id, String openId, List<String> scopes, String refreshToken, Instant refreshExpires, boolean revoked) {

    Grant withRefreshToken(String token) {
        return new Grant(id, openId, scopes, token, refreshExpires, revoked);
    }

    Grant asRevoked() {
        return new Grant(id, openId, scopes, refreshToken, refreshExpires, true);
    }

    record Access(String token, String grantId, Instant expires) {}

    /** A code lives for ten minutes and is used once. */
    record Code(String code, String openId, List<String> scopes, String redirectUri, Instant expires) {}
}
