package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.Grant;
import dev.tributary.connector.tiktokbusiness.wire.Nothing;
import dev.tributary.connector.tiktokbusiness.wire.TokenAnswer;
import dev.tributary.connector.tiktokbusiness.wire.TokenRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** TikTok's OAuth: how a seller lets us into an account, and how we stay in. */
class Grants {

    // What TikTok documents, for an answer that does not say.
    private static final Duration ACCESS_LIFE = Duration.ofDays(1);
    private static final Duration REFRESH_LIFE = Duration.ofDays(365);
    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

    private final TikTokBusinessClient client;
    private final FurtherCalls further;
    private final TikTokBusinessApp app;
    private final URI authorizeUrl;
    private final List<String> scopes;
    private final Clock clock;

    Grants(
            TikTokBusinessClient client,
            FurtherCalls further,
            TikTokBusinessApp app,
            URI authorizeUrl,
            List<String> scopes,
            Clock clock) {
        this.client = client;
        this.further = further;
        this.app = app;
        this.authorizeUrl = authorizeUrl;
        this.scopes = List.copyOf(scopes);
        this.clock = clock;
    }

    URI authorizationUrl(String state, URI redirectUri) {
        return URI.create(authorizeUrl
                + (authorizeUrl.getRawQuery() == null ? "?" : "&")
                + "client_key=" + TikTokBusinessClient.encode(app.id())
                + "&scope=" + TikTokBusinessClient.encode(String.join(",", scopes))
                + "&response_type=code"
                + "&redirect_uri=" + TikTokBusinessClient.encode(redirectUri.toString())
                + "&state=" + TikTokBusinessClient.encode(state)
                // Otherwise an account that once agreed is sent back at once, and without a code.
                + "&disable_auto_auth=1");
    }

    Grant exchange(String code, URI redirectUri) throws ConnectorException {
        var request = TokenRequest.forCode(app.id(), app.secret(), code, redirectUri.toString());
        try {
            further.askForApp();
            return grant(client.post("tt_user/oauth2/token", request, TokenAnswer.class, code), null);
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    Grant refresh(String refreshToken) throws ConnectorException {
        var request = TokenRequest.forRefresh(app.id(), app.secret(), refreshToken);
        try {
            further.askForApp();
            return grant(
                    client.post("tt_user/oauth2/refresh_token", request, TokenAnswer.class, refreshToken),
                    refreshToken);
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    void revoke(Credentials credentials) throws ConnectorException {
        var request = TokenRequest.forRevoke(app.id(), app.secret(), credentials.accessToken());
        try {
            further.askForApp();
            client.post("tt_user/oauth2/revoke", request, Nothing.class, credentials.accessToken());
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    private Grant grant(TokenAnswer answer, @Nullable String refreshTokenBefore) throws CallFailedException {
        var now = clock.instant();
        return new Grant(
                required(answer.openId(), "open_id"),
                required(answer.accessToken(), "access_token"),
                expiry(now, answer.expiresIn(), ACCESS_LIFE),
                // TikTok does not say that a refresh always brings a new one.
                required(answer.refreshToken() == null ? refreshTokenBefore : answer.refreshToken(), "refresh_token"),
                expiry(now, answer.refreshTokenExpiresIn(), REFRESH_LIFE),
                scopes(answer.scope()));
    }

    private static Instant expiry(Instant now, @Nullable Long seconds, Duration usual) {
        if (seconds == null || seconds <= 0 || seconds > LONGEST_LIFE.toSeconds()) {
            return now.plus(usual);
        }
        return now.plusSeconds(seconds);
    }

    private static Set<String> scopes(@Nullable String scope) {
        return scope == null
                ? Set.of()
                : Pattern.compile("[,\\s]+")
                        .splitAsStream(scope)
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static String required(@Nullable String value, String field) throws CallFailedException {
        if (value == null || value.isBlank()) {
            throw new CallFailedException(
                    Meaning.UNCERTAIN, null, "TikTok's answer lacks the field '" + field + "'.", null);
        }
        return value;
    }
}
