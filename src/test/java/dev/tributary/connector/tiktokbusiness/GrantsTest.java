package dev.tributary.connector.tiktokbusiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.Kind;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.Grant;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {

    private static final URI BACK = URI.create("https://inbox.example/oauth/tiktok/business/callback/");

    private final LoopbackApi api = new LoopbackApi();
    private final TikTokBusinessConnector connector = new TikTokBusinessConnector(
            Fixtures.config(
                    "api-url", api.uri() + "/open_api/v1.3",
                    "app-secret", "newest+secret,older",
                    "scopes", "user.info.basic,comment.list"),
            Fixtures.CLOCK,
            (account, call) -> true);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aSellerIsSentToTikTokWithEverythingItWants() {
        assertThat(connector.authorizationUrl("a+b/c=&d", BACK))
                .hasToString("https://www.tiktok.com/v2/auth/authorize/?client_key=7364000000000000001"
                        + "&scope=user.info.basic%2Ccomment.list&response_type=code"
                        + "&redirect_uri=https%3A%2F%2Finbox.example%2Foauth%2Ftiktok%2Fbusiness%2Fcallback%2F"
                        + "&state=a%2Bb%2Fc%3D%26d&disable_auto_auth=1");
    }

    @Test
    void aCodeBecomesAGrant() throws ConnectorException {
        api.answeringPayload("answer-token");

        assertThat(connector.exchange("code*3!4964", BACK))
                .isEqualTo(new Grant(
                        Fixtures.ACCOUNT_ID,
                        "act.example",
                        Fixtures.NOW.plus(Duration.ofDays(1)),
                        "rft.example",
                        Fixtures.NOW.plus(Duration.ofDays(365)),
                        Set.of(
                                "comment.list",
                                "comment.list.manage",
                                "message.list.read",
                                "message.list.send",
                                "user.info.basic")));

        assertThat(api.onlyAsked().uri()).hasToString("/open_api/v1.3/tt_user/oauth2/token/");
        assertThat(api.onlyAsked().headers()).doesNotContainKey("Access-token");
        assertThat(api.onlyAsked().json()).isEqualTo(Fixtures.json("""
                {"client_id":"7364000000000000001","client_secret":"newest+secret","grant_type":"authorization_code",
                 "auth_code":"code*3!4964","redirect_uri":"https://inbox.example/oauth/tiktok/business/callback/"}
                """));
    }

    @Test
    @Tag("F88")
    void aRefreshReplacesBothTokens() throws ConnectorException {
        api.answering(
                "{\"code\":0,\"data\":{\"access_token\":\"act.2\",\"expires_in\":86400,\"refresh_token\":\"rft.2\","
                        + "\"refresh_token_expires_in\":31527314,\"open_id\":\"o\",\"scope\":\"\"}}");

        var grant = connector.refresh("rft.1");

        assertThat(grant)
                .isEqualTo(new Grant(
                        "o",
                        "act.2",
                        Fixtures.NOW.plusSeconds(86_400),
                        "rft.2",
                        Fixtures.NOW.plusSeconds(31_527_314),
                        Set.of()));
        assertThat(api.onlyAsked().uri()).hasToString("/open_api/v1.3/tt_user/oauth2/refresh_token/");
        assertThat(api.onlyAsked().json()).isEqualTo(Fixtures.json("""
                {"client_id":"7364000000000000001","client_secret":"newest+secret","grant_type":"refresh_token",
                 "refresh_token":"rft.1"}
                """));
    }

    @Test
    @Tag("F88")
    void aRefreshThatBringsNoNewRefreshTokenKeepsTheOld() throws ConnectorException {
        api.answering("{\"code\":0,\"data\":{\"access_token\":\"act.2\",\"open_id\":\"o\",\"expires_in\":-1,"
                + "\"refresh_token_expires_in\":9000000000000000000}}");

        var grant = connector.refresh("rft.1");

        assertThat(grant.refreshToken()).isEqualTo("rft.1");
        assertThat(grant.accessExpiresAt()).isEqualTo(Fixtures.NOW.plus(Duration.ofDays(1)));
        assertThat(grant.refreshExpiresAt()).isEqualTo(Fixtures.NOW.plus(Duration.ofDays(365)));
    }

    @ParameterizedTest
    @Tag("F88")
    @CsvSource({
        "40103,UNAUTHORIZED", "40107,UNAUTHORIZED", "40108,UNAUTHORIZED", "40110,UNAUTHORIZED", "40131,UNAUTHORIZED",
        "40002,REFUSED", "40130,FORBIDDEN", "40100,THROTTLED", "50000,UNAVAILABLE", "60001,UNAVAILABLE"
    })
    void aRefusedRefreshSaysWhetherItIsForEver(String code, Kind kind) {
        api.answering("{\"code\":" + code + ",\"message\":\"no rft.1 with newest+secret\",\"data\":{}}");

        assertThatThrownBy(() -> connector.refresh("rft.1"))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e.code()).isEqualTo(code);
                })
                .hasMessageNotContainingAny("rft.1", "newest+secret");
    }

    @Test
    @Tag("F83")
    void anAnswerWithoutATokenIsNoGrant() {
        api.answering("{\"code\":0,\"data\":{\"open_id\":\"o\",\"refresh_token\":\"r\"}}");

        assertThatThrownBy(() -> connector.exchange("c", BACK))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("access_token");
    }

    @Test
    void accessIsGivenBack() throws ConnectorException {
        api.answering("{\"code\":0,\"message\":\"OK\",\"data\":{}}");

        connector.revoke(new Credentials("act.1"));

        assertThat(api.onlyAsked().uri()).hasToString("/open_api/v1.3/tt_user/oauth2/revoke/");
        assertThat(api.onlyAsked().json()).isEqualTo(Fixtures.json("""
                {"client_id":"7364000000000000001","client_secret":"newest+secret","access_token":"act.1"}
                """));
    }
}
