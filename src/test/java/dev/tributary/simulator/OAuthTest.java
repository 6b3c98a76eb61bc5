package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OAuthTest {

    private static final String BACK = "http://localhost:8080/oauth/tiktok/business/callback/";

    private Simulator simulator;
    private Wire wire;
    private Account account;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(SimulatorOptions.inMemory()
                .withApprovedScopes(java.util.List.of("user.info.basic", "message.list.read", "comment.list")));
        wire = new Wire(simulator);
        account = simulator.world().addAccount("northshop", "North Shop", "PH");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String authorizeUrl(Map<String, String> more) {
        var query = new java.util.LinkedHashMap<>(Map.of(
                "client_key", SimulatorOptions.APP_ID,
                "scope", "user.info.basic,message.list.read,comment.list",
                "response_type", "code",
                "redirect_uri", BACK,
                "state", "s&1",
                "disable_auto_auth", "1"));
        query.putAll(more);
        return simulator.authorizeUrl() + "?" + Wire.encoded(query);
    }

    private Map<String, String> approved(Map<String, String> more) {
        var answer = wire.browse(authorizeUrl(more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return query(answer.headers().firstValue("Location").orElseThrow());
    }

    private String code(Map<String, String> more) {
        return Objects.requireNonNull(approved(more).get("code"), "no code came back");
    }

    private static Map<String, String> query(String location) {
        assertThat(location).startsWith(BACK + "?");
        return Stream.of(URI.create(location).getRawQuery().split("&"))
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
    }

    private JsonNode redeem(String code, String redirectUri) {
        return wire.app("tt_user/oauth2/token/", """
                {"client_id":"%s","client_secret":"%s","grant_type":"authorization_code","auth_code":"%s","redirect_uri":"%s"}""".formatted(
                        SimulatorOptions.APP_ID, SimulatorOptions.APP_SECRET, code, redirectUri));
    }

    private JsonNode refresh(String refreshToken) {
        return wire.app("tt_user/oauth2/refresh_token/", """
                {"client_id":"%s","client_secret":"%s","grant_type":"refresh_token","refresh_token":"%s"}""".formatted(
                        SimulatorOptions.APP_ID, SimulatorOptions.APP_SECRET, refreshToken));
    }

    @Test
    void approvalLeadsBackWithACodeThatNeedsDecodingOnce() {
        var back = approved(Map.of("auto_approve", "northshop"));

        assertThat(back.get("code")).contains("*").contains("!");
        assertThat(back).containsEntry("state", "s&1");
        assertThat(back.get("scopes")).contains("message.list.read");
    }

    @Test
    void aCodeBecomesTokensOnce() {
        var code = code(Map.of("auto_approve", "northshop"));

        var tokens = redeem(code, BACK);

        assertThat(tokens.path("code").asInt()).isZero();
        assertThat(tokens.at("/data/open_id").asText())
                .isEqualTo(account.openId())
                .startsWith("-000")
                .hasSize(36);
        assertThat(tokens.at("/data/access_token").asText()).startsWith("act.");
        assertThat(tokens.at("/data/expires_in").asInt()).isEqualTo(86_400);
        assertThat(tokens.at("/data/refresh_token").asText()).startsWith("rft.");
        assertThat(redeem(code, BACK).path("code").asInt()).isEqualTo(40110);
    }

    @Test
    void aCodeIsWorthNothingAtAnotherRedirectAddress() {
        var code = code(Map.of("auto_approve", "northshop"));

        assertThat(redeem(code, BACK + "x/").path("code").asInt()).isEqualTo(40110);
    }

    @Test
    void aCodeEndsAfterTenMinutes() {
        var code = code(Map.of("auto_approve", "northshop"));
        simulator.clock().advance(Duration.ofMinutes(11));

        assertThat(redeem(code, BACK).path("code").asInt()).isEqualTo(40110);
    }

    @Test
    void untickedPermissionsAreNotGranted() {
        var code = code(Map.of("auto_approve", "northshop", "auto_scopes", "user.info.basic"));

        assertThat(redeem(code, BACK).at("/data/scope").asText()).isEqualTo("user.info.basic");
    }

    @Test
    void oneUnapprovedScopeRefusesEverything() {
        var answer = wire.browse(authorizeUrl(Map.of("scope", "user.info.basic,video.publish")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("video.publish");
    }

    @Test
    void withoutDisableAutoAuthAKnownAccountComesBackWithoutACode() {
        simulator.grant(account, SimulatorOptions.ALL_SCOPES);

        assertThat(approved(Map.of("auto_approve", "northshop", "disable_auto_auth", "0")))
                .containsOnlyKeys("state");
    }

    @Test
    void thePageOffersAccountsAndScopesAndADenialLeadsBack() {
        var page = wire.browse(authorizeUrl(Map.of())).body();
        assertThat(page).contains("northshop").contains("comment.list").contains("拒绝");

        var denial = wire.send(HttpRequest.newBuilder(URI.create(simulator.authorizeUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        URI.create(authorizeUrl(Map.of("decision", "deny"))).getRawQuery()))
                .build());
        assertThat(query(denial.headers().firstValue("Location").orElseThrow()))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "s&1");
    }

    @Test
    void refreshingRotatesTheTokenAndNeverExtendsTheYear() {
        var first = redeem(code(Map.of("auto_approve", "northshop")), BACK).path("data");
        simulator.clock().advance(Duration.ofDays(100));

        var second = refresh(first.path("refresh_token").asText());

        assertThat(second.at("/data/refresh_token_expires_in").asLong())
                .isBetween(31_536_000L - 100 * 86_400 - 60, 31_536_000L - 100 * 86_400);
        assertThat(refresh(first.path("refresh_token").asText()).path("code").asInt())
                .isEqualTo(40107);
        simulator.clock().advance(Duration.ofDays(266));
        assertThat(refresh(second.at("/data/refresh_token").asText())
                        .path("code")
                        .asInt())
                .isEqualTo(40103);
    }

    @Test
    void rotationCanBeSwitchedOff() {
        wire.control("PATCH", "rules", "{\"rotateRefreshToken\":false}");
        var token = redeem(code(Map.of("auto_approve", "northshop")), BACK)
                .at("/data/refresh_token")
                .asText();

        assertThat(refresh(token).at("/data/refresh_token").asText()).isEqualTo(token);
    }

    @Test
    void aRevokedTokenOpensNothing() {
        var token = simulator.grant(account, SimulatorOptions.ALL_SCOPES);
        var described = wire.app(
                "tt_user/token_info/get/",
                "{\"app_id\":\"%s\",\"access_token\":\"%s\"}".formatted(SimulatorOptions.APP_ID, token));
        assertThat(described.at("/data/creator_id").asText()).isEqualTo(account.openId());

        wire.app("tt_user/oauth2/revoke/", """
                {"client_id":"%s","client_secret":"%s","access_token":"%s"}""".formatted(SimulatorOptions.APP_ID, SimulatorOptions.APP_SECRET, token));

        assertThat(wire.get(token, "business/get/", Map.of("business_id", account.openId()))
                        .path("code")
                        .asInt())
                .isEqualTo(40105);
    }

    @Test
    void aWrongSecretOrGrantTypeIsRefusedWithoutData() {
        var wrongSecret = wire.app("tt_user/oauth2/refresh_token/", """
                {"client_id":"%s","client_secret":"no","grant_type":"refresh_token","refresh_token":"x"}""".formatted(SimulatorOptions.APP_ID));

        assertThat(wrongSecret.path("code").asInt()).isEqualTo(40131);
        assertThat(wrongSecret.has("data")).isFalse();
    }
}
