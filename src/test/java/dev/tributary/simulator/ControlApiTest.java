package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlApiTest {

    private SimulatedShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new SimulatedShop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aProgramCanBuildAWorldAndWriteAsItsCustomers() {
        var account = shop.wire.control("POST", "accounts", "{\"handle\":\"teahouse\",\"market\":\"TH\"}");
        shop.wire.control("POST", "customers", "{\"handle\":\"ploy\",\"displayName\":\"Ploy\",\"language\":\"th\"}");
        var post =
                shop.wire.control("POST", "posts", "{\"account\":\"teahouse\",\"kind\":\"PHOTO\",\"caption\":\"ชา\"}");

        shop.wire.control(
                "POST", "messages", "{\"customer\":\"ploy\",\"account\":\"teahouse\",\"text\":\"hi\",\"count\":3}");
        shop.wire.control(
                "POST",
                "comments",
                "{\"customer\":\"ploy\",\"post\":\"%s\",\"text\":\"สวย\"}"
                        .formatted(post.path("id").asText()));

        var seen = shop.wire.control("GET", "customers/ploy/conversations", "").get(0);
        assertThat(seen.path("openId")).isEqualTo(account.path("openId"));
        assertThat(seen.path("messages")).hasSize(3);
        assertThat(shop.wire
                        .control("GET", "posts/" + post.path("id").asText() + "/comments", "")
                        .get(0)
                        .path("text")
                        .asText())
                .isEqualTo("สวย");
    }

    @Test
    void mistakesAreExplained() {
        assertThat(shop.wire
                        .control("POST", "messages", "{\"customer\":\"kari_n\",\"account\":\"northshop\"}")
                        .path("error")
                        .asText())
                .contains("text");
        assertThat(shop.wire
                        .control(
                                "POST",
                                "messages",
                                "{\"customer\":\"nobody\",\"account\":\"northshop\",\"text\":\"x\"}")
                        .path("error")
                        .asText())
                .isEqualTo("No customer nobody.");
        assertThat(shop.wire
                        .control("PATCH", "webhooks", "{\"coppies\":2}")
                        .path("error")
                        .asText())
                .contains("coppies");
        assertThat(shop.wire
                        .control("PATCH", "webhooks", "{\"copies\":0}")
                        .path("error")
                        .asText())
                .contains("copies");
        assertThat(shop.wire
                        .control("POST", "accounts", "{\"handle\":\"northshop\"}")
                        .path("error")
                        .asText())
                .contains("taken");
        assertThat(shop.wire.control("GET", "nothing", "").path("error").asText())
                .contains("no control call");
    }

    @Test
    void anotherSitesPageCannotSteerTheSimulator() {
        var form = shop.wire.send(HttpRequest.newBuilder(URI.create(shop.simulator.baseUrl() + "/control/accounts"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"handle\":\"evil\"}"))
                .build());

        assertThat(form.statusCode()).isEqualTo(400);
        assertThat(shop.simulator.world().account("evil")).isEmpty();
    }

    @Test
    void callsAndDeliveriesCanBeWatched() {
        shop.customerWrites("hi");
        shop.send("hello");

        assertThat(shop.wire.control("GET", "calls", "").get(0).path("endpoint").asText())
                .isEqualTo("business/message/send/");
        assertThat(shop.wire.control("GET", "deliveries?limit=1", "")).hasSize(1);
        assertThat(shop.wire.browse(shop.simulator.baseUrl() + "/").body()).contains("模拟器");
        assertThat(shop.wire.control("GET", "demo", "").path("error").asText()).contains("demo");
    }

    @Test
    void aDisconnectedAccountLosesItsTokenAndSaysSo() throws Exception {
        shop.wire.control("POST", "accounts/northshop/disconnect", "{}");
        org.awaitility.Awaitility.await().until(() -> !shop.hook.received().isEmpty());

        assertThat(shop.hook.received().get(0).event()).isEqualTo("authorization.removed");
        assertThat(shop.wire
                        .get(shop.token, "business/get/", java.util.Map.of("business_id", shop.account.openId()))
                        .path("code")
                        .asInt())
                .isEqualTo(40105);
    }

    @Test
    void theProgramTakesItsOptionsFromTheCommandLine() {
        var options = SimulatorMain.options(new String[] {"--port", "0", "--app-secret", "s", "--seed", "7"});

        assertThat(options.port()).isZero();
        assertThat(options.appSecret()).isEqualTo("s");
        assertThat(options.seed()).isEqualTo(7L);
    }
}
