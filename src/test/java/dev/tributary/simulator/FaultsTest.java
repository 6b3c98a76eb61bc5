package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.Fault.Mode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String SEND = "business/message/send/";

    private SimulatedShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new SimulatedShop();
        shop.customerWrites("hi");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private int stored() {
        return shop.simulator.world().seenBy(shop.customer).get(0).messages().size() - 1;
    }

    @Test
    void aRefusalWithACodeHappensAsOftenAsToldAndCarriesNoData() {
        shop.simulator.faults().add(Fault.code(SEND, 40100, 2));

        var first = shop.wire.post(shop.token, SEND, shop.sendBody("a"));

        assertThat(first.path("code").asInt()).isEqualTo(40100);
        assertThat(first.has("data")).isFalse();
        assertThat(shop.send("a")).isEqualTo(40100);
        assertThat(shop.send("a")).isZero();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void gatewaysAnswerInHtmlAndStoreNothing() {
        shop.simulator.faults().add(Fault.once(SEND, Mode.HTTP_502));

        var answer = shop.wire.rawPost(shop.token, SEND, shop.sendBody("a"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).startsWith("<html>");
        assertThat(stored()).isZero();
    }

    @Test
    void aHangingCallHasStoredItsMessageAndEchoedIt() {
        shop.simulator.faults().add(Fault.once(SEND, Mode.STORE_THEN_HANG));
        var request = HttpRequest.newBuilder(URI.create(shop.simulator.apiUrl() + "/" + SEND))
                .header("Access-Token", shop.token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMillis(300))
                .POST(HttpRequest.BodyPublishers.ofString(shop.sendBody("a")))
                .build();

        assertThatThrownBy(() -> shop.wire.send(request)).hasRootCauseInstanceOf(IOException.class);

        assertThat(stored()).isEqualTo(1);
        await().until(() -> shop.hook.of("im_send_msg").size() == 1);
    }

    @Test
    void aConnectionIsCutBeforeOrAfterStoring() {
        shop.simulator.faults().add(Fault.once(SEND, Mode.CUT));
        assertThatThrownBy(() -> shop.send("a")).hasRootCauseInstanceOf(IOException.class);
        assertThat(stored()).isZero();

        shop.simulator.faults().add(Fault.once(SEND, Mode.STORE_THEN_CUT));
        assertThatThrownBy(() -> shop.send("a")).hasRootCauseInstanceOf(IOException.class);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void answersArriveEmptyHalvedOrInAnotherLanguage() {
        shop.simulator.faults().add(Fault.once(SEND, Mode.EMPTY_BODY));
        shop.simulator.faults().add(Fault.once(SEND, Mode.TRUNCATED_BODY));
        shop.simulator.faults().add(Fault.once(SEND, Mode.NOT_JSON));
        shop.simulator.faults().add(Fault.once(SEND, Mode.STORE_THEN_500));

        assertThat(shop.wire.rawPost(shop.token, SEND, shop.sendBody("a")).body())
                .isEmpty();
        assertThat(shop.wire.rawPost(shop.token, SEND, shop.sendBody("b")).body())
                .startsWith("{")
                .doesNotEndWith("}");
        assertThat(shop.wire.rawPost(shop.token, SEND, shop.sendBody("c")).body())
                .startsWith("<html>");
        assertThat(shop.wire.rawPost(shop.token, SEND, shop.sendBody("d")).statusCode())
                .isEqualTo(500);
        assertThat(stored()).isEqualTo(4);
    }

    @Test
    void aSlowAnswerIsStillAnAnswer() {
        shop.simulator.faults().add(Fault.slow(SEND, Duration.ofMillis(200), 1));
        var before = System.nanoTime();

        assertThat(shop.send("a")).isZero();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(190));
    }

    @Test
    void aFaultEndsWithItsTimeOrOnCommandAndSparesOthers() {
        var armed = shop.wire.control("POST", "faults", """
                {"endpoint":"business/message/send/","mode":"CODE","code":51065,"lasts":"PT10M","openId":"%s"}""".formatted(shop.account.openId()));
        assertThat(armed.path("id").asLong()).isPositive();
        assertThat(shop.send("a")).isEqualTo(51065);

        shop.simulator.clock().advance(Duration.ofMinutes(11));
        assertThat(shop.send("a")).isZero();

        shop.wire.control("POST", "faults", "{\"mode\":\"HTTP_500\",\"openId\":\"-000else\"}");
        assertThat(shop.send("a")).isZero();
        shop.wire.control("POST", "faults", "{\"mode\":\"CODE\",\"code\":40105}");
        assertThat(shop.send("a")).isEqualTo(40105);
        shop.wire.control("DELETE", "faults", "");
        assertThat(shop.send("a")).isZero();
    }
}
