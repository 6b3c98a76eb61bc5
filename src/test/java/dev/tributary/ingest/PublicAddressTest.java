package dev.tributary.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.connector.Platform;
import dev.tributary.connector.RawWebhook;
import dev.tributary.ingest.PublicAddress.Reason;
import dev.tributary.ingest.PublicAddress.Unreachable;
import dev.tributary.platform.address.PublicUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PublicAddressTest {

    private static final RawWebhook PROBE =
            new RawWebhook("{}".getBytes(StandardCharsets.UTF_8), Map.of("tiktok-signature", List.of("t=1,s=2")));

    private final List<String> came = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", it -> {
            came.add(it.getRequestURI() + " " + it.getRequestHeaders().getFirst("tiktok-signature"));
            it.getResponseHeaders().add("Location", "/elsewhere");
            it.sendResponseHeaders(status, -1);
            it.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void deliver() throws Unreachable {
        new PublicAddress(new PublicUrl(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")))
                .deliver(Platform.TIKTOK_BUSINESS, PROBE);
    }

    @Test
    void aProbeGoesWhereWebhooksGoWithItsSignature() throws Unreachable {
        status = 200;
        deliver();

        assertThat(came).containsExactly("/hooks/tiktok/business t=1,s=2");
    }

    @Test
    @Tag("F91")
    void aRedirectIsNamedAndNotFollowed() {
        status = 307;

        assertThatThrownBy(this::deliver)
                .isInstanceOfSatisfying(
                        Unreachable.class, it -> assertThat(it.reason()).isEqualTo(Reason.REDIRECTED));
        assertThat(came).hasSize(1);
    }

    @Test
    void anythingButTwoHundredIsRefused() {
        status = 204;

        assertThatThrownBy(this::deliver)
                .isInstanceOfSatisfying(
                        Unreachable.class, it -> assertThat(it.reason()).isEqualTo(Reason.REFUSED));
    }

    @Test
    void nobodyThereIsNotReachable() {
        server.stop(0);

        assertThatThrownBy(this::deliver)
                .isInstanceOfSatisfying(
                        Unreachable.class, it -> assertThat(it.reason()).isEqualTo(Reason.NOT_REACHABLE));
    }
}
