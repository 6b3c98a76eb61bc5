package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Steers a simulator by its control calls, and sees its world as its people do. */
public final class SimulatorControl {

    private final String address;

    public SimulatorControl(String address) {
        this.address = address;
    }

    public JsonPath get(String call) {
        var answer = RestAssured.given().urlEncodingEnabled(false).get(address + "/control/" + call);
        assertThat(answer.statusCode()).as(call).isEqualTo(200);
        return answer.jsonPath();
    }

    public Response post(String call, Map<String, Object> body) {
        return checked(
                call,
                RestAssured.given().contentType(ContentType.JSON).body(body).post(path(call)));
    }

    public void patch(String call, Map<String, Object> body) {
        checked(
                call,
                RestAssured.given().contentType(ContentType.JSON).body(body).patch(path(call)));
    }

    private String path(String call) {
        return address + "/control/" + call;
    }

    private static Response checked(String call, Response answer) {
        assertThat(answer.statusCode()).as(call + answer.asString()).isEqualTo(200);
        return answer;
    }

    public void healFaults() {
        RestAssured.delete(path("faults"));
    }

    public void advance(Duration by) {
        post("clock", Map.of("advance", by.toString()));
    }

    /** Has both kinds of events sent to the server under test, by the call that the server itself would make. */
    public void subscribe(String appId, String secret) {
        for (var topic : new String[] {"DIRECT_MESSAGE", "COMMENT"}) {
            RestAssured.given()
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "app_id", appId,
                            "secret", secret,
                            "event_type", topic,
                            "callback_url", "http://localhost:" + RestAssured.port + Hook.PATH))
                    .post(address + "/open_api/v1.3/business/webhook/update/")
                    .then()
                    .statusCode(200);
        }
    }

    /** As a browser goes: to TikTok's page, where the owner of the account agrees, and from there to us. */
    public void connect(Colleague admin, UUID store, String handle) {
        String url = admin.browser()
                .body(Map.of("role", "CHANNEL", "platform", "TIKTOK_BUSINESS"))
                .post("/api/stores/" + store + "/accounts/authorizations")
                .then()
                .statusCode(200)
                .extract()
                .path("authorizationUrl");
        var callback = URI.create(RestAssured.given()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get(url + "&auto_approve=" + handle)
                .then()
                .statusCode(302)
                .extract()
                .header("Location"));
        // The public address of the server under test is another one.
        var location = admin.browser()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get(callback.getRawPath() + "?" + callback.getRawQuery())
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        assertThat(location).startsWith("/bound?result=connected");
    }
}
