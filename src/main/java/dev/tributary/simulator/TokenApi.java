package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Codes become tokens, tokens are renewed and given back. The app is called by another pair of names in each call. */
final class TokenApi {

    private final String appId;
    private final String appSecret;
    private final Consents consents;

    TokenApi(String appId, String appSecret, Consents consents) {
        this.appId = appId;
        this.appSecret = appSecret;
        this.consents = consents;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.app(HttpMethod.POST, "tt_user/oauth2/token/", this::token),
                Endpoint.app(HttpMethod.POST, "tt_user/oauth2/refresh_token/", this::refresh),
                Endpoint.app(HttpMethod.POST, "tt_user/oauth2/revoke/", this::revoke),
                Endpoint.app(HttpMethod.POST, "tt_user/token_info/get/", this::describe));
    }

    private ObjectNode token(ApiCall call) {
        requireApp(call);
        requireGrantType(call, "authorization_code");
        return answer(consents.redeem(call.text("auth_code"), call.text("redirect_uri")));
    }

    private ObjectNode refresh(ApiCall call) {
        requireApp(call);
        requireGrantType(call, "refresh_token");
        return answer(consents.refresh(call.text("refresh_token")));
    }

    private ObjectNode revoke(ApiCall call) {
        requireApp(call);
        consents.revoke(call.text("access_token"));
        return Json.object();
    }

    private ObjectNode describe(ApiCall call) {
        if (!call.text("app_id").equals(appId)) {
            throw ApiRefusal.badParameter("app_id");
        }
        var grant = consents.require(call.text("access_token"));
        // The order of scopes differs between this answer and the token's.
        var scopes = new ArrayList<>(grant.scopes());
        Collections.reverse(scopes);
        return Json.object()
                .put("app_id", appId)
                .put("creator_id", grant.openId())
                .put("scope", String.join(",", scopes));
    }

    private void requireApp(ApiCall call) {
        if (!call.text("client_id").equals(appId) || !call.text("client_secret").equals(appSecret)) {
            throw new ApiRefusal(40131, "client_id or client_secret is incorrect.");
        }
    }

    private static void requireGrantType(ApiCall call, String expected) {
        if (!call.text("grant_type").equals(expected)) {
            throw new ApiRefusal(40108, "Param grant_type is invalid.");
        }
    }

    private static ObjectNode answer(Consents.Tokens tokens) {
        return Json.object()
                .put("access_token", tokens.accessToken())
                .put("token_type", "Bearer")
                .put("expires_in", 86_400)
                .put("refresh_token", tokens.grant().refreshToken())
                .put("refresh_token_expires_in", tokens.refreshSecondsLeft())
                .put("open_id", tokens.grant().openId())
                .put("scope", String.join(",", tokens.grant().scopes()));
    }
}
