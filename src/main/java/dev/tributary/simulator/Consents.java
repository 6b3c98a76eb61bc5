package dev.tributary.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Codes, tokens and what they allow. */
final class Consents {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration ACCESS_LIFE = Duration.ofDays(1);
    private static final Duration REFRESH_LIFE = Duration.ofDays(365);

    private final WorldState state;
    private final SimulatorClock clock;
    private final Ids ids;

    Consents(WorldState state, SimulatorClock clock, Ids ids) {
        this.state = state;
        this.clock = clock;
        this.ids = ids;
    }

    /** What a client gets to see of a grant. */
    record Tokens(Grant grant, String accessToken, long refreshSecondsLeft) {}

    String issueCode(Account account, List<String> scopes, String redirectUri) {
        synchronized (state) {
            var code = new Grant.Code(
                    ids.authCode(),
                    account.openId(),
                    List.copyOf(scopes),
                    redirectUri,
                    clock.instant().plus(CODE_LIFE));
            state.codes.values().removeIf(it -> it.expires().isBefore(clock.instant()));
            state.codes.put(code.code(), code);
            state.touch();
            return code.code();
        }
    }

    Tokens redeem(String authCode, String redirectUri) {
        synchronized (state) {
            // Taken out before it is judged: a code that was shown once is worth nothing afterwards.
            var code = state.codes.remove(authCode);
            state.touch();
            if (code == null || code.expires().isBefore(clock.instant())) {
                throw new ApiRefusal(40110, "Auth code is invalid or expired.");
            }
            if (!code.redirectUri().equals(redirectUri)) {
                throw new ApiRefusal(40110, "redirect_uri does not match the one of the authorization.");
            }
            var grant = new Grant(
                    ids.token(12),
                    code.openId(),
                    code.scopes(),
                    "rft." + ids.token(36),
                    clock.instant().plus(REFRESH_LIFE),
                    false);
            state.grants.put(grant.id(), grant);
            return tokens(grant);
        }
    }

    Tokens refresh(String refreshToken) {
        synchronized (state) {
            var grant = state.grants.values().stream()
                    .filter(it -> it.refreshToken().equals(refreshToken) && !it.revoked())
                    .findFirst()
                    .orElseThrow(() -> new ApiRefusal(40107, "Refresh token is invalid."));
            if (grant.refreshExpires().isBefore(clock.instant())) {
                throw new ApiRefusal(40103, "Refresh token is expired.");
            }
            if (state.rules.rotateRefreshToken()) {
                grant = grant.withRefreshToken("rft." + ids.token(36));
                state.grants.put(grant.id(), grant);
            }
            return tokens(grant);
        }
    }

    private Tokens tokens(Grant grant) {
        var now = clock.instant();
        state.accessTokens.values().removeIf(it -> it.expires().isBefore(now.minus(Duration.ofDays(7))));
        var access = new Grant.Access("act." + ids.token(36), grant.id(), now.plus(ACCESS_LIFE));
        state.accessTokens.put(access.token(), access);
        state.touch();
        return new Tokens(
                grant,
                access.token(),
                Duration.between(now, grant.refreshExpires()).toSeconds());
    }

    /** The live grant behind an access token, or TikTok's word for why there is none. */
    Grant require(String accessToken) {
        synchronized (state) {
            var access = state.accessTokens.get(accessToken);
            var grant = access == null ? null : state.grants.get(access.grantId());
            if (access == null || grant == null || grant.revoked()) {
                throw new ApiRefusal(40105, "Access token is incorrect or has been revoked.");
            }
            if (!access.expires().isAfter(clock.instant())) {
                throw new ApiRefusal(state.rules.expiredTokenCode(), "Access token is expired.");
            }
            return grant;
        }
    }

    void revoke(String accessToken) {
        synchronized (state) {
            var grant = require(accessToken);
            state.grants.put(grant.id(), grant.asRevoked());
            state.touch();
        }
    }

    /** The owner of the account, or TikTok, ends every grant of it. */
    int revokeAll(String openId) {
        synchronized (state) {
            var live = state.grants.values().stream()
                    .filter(it -> it.openId().equals(openId) && !it.revoked())
                    .toList();
            live.forEach(it -> state.grants.put(it.id(), it.asRevoked()));
            state.touch();
            return live.size();
        }
    }

    /** Makes every access token of the account run out now. */
    void expireAccess(String openId) {
        synchronized (state) {
            Instant now = clock.instant();
            state.accessTokens.replaceAll((token, access) -> {
                var grant = state.grants.get(access.grantId());
                var same = grant != null && Objects.equals(grant.openId(), openId);
                return same && access.expires().isAfter(now) ? new Grant.Access(token, access.grantId(), now) : access;
            });
            state.touch();
        }
    }

    /** A token without a browser, for programs that are not about OAuth. */
    Tokens grantDirectly(Account account, List<String> scopes) {
        return redeem(issueCode(account, scopes, "direct"), "direct");
    }
}
