package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {

    @TempDir
    Path directory;

    @Test
    void everythingSurvivesARestart() throws IOException {
        var options = SimulatorOptions.inMemory().withDirectory(directory);
        String token;
        Account account;
        Post post;
        try (var shop = new SimulatedShop(options)) {
            token = shop.token;
            account = shop.account;
            post = shop.post;
            shop.customerWrites("before");
            shop.simulator.world().customerComments(shop.customer, shop.post, null, "price?");
            shop.simulator.faults().add(Fault.code("*", 40100, 1));
            shop.simulator.world().customerSendsImage(shop.customer, account, new byte[] {1}, "image/png");
            shop.wire.control("PATCH", "rules", "{\"windowMessages\":3}");
        }

        try (var again = Simulator.start(options)) {
            var wire = new Wire(again);
            assertThat(wire.get(token, "business/get/", Map.of("business_id", account.openId()))
                            .path("code")
                            .asInt())
                    .isZero();
            var customer = again.world().customer("kari_n").orElseThrow();
            assertThat(again.world().seenBy(customer).get(0).messages().get(0).text())
                    .isEqualTo("before");
            assertThat(again.world().comments(post.id())).hasSize(1);
            assertThat(again.rules().windowMessages()).isEqualTo(3);
            assertThat(wire.control("GET", "subscriptions", "")).hasSize(2);
            assertThat(again.world().posts()).containsExactly(post);
        }
    }

    @Test
    void anEventThatNobodyTookIsStillOnItsWayAfterARestart() throws IOException {
        var options = SimulatorOptions.inMemory().withDirectory(directory);
        try (var shop = new SimulatedShop(options)) {
            shop.wire.control("PATCH", "webhooks", "{\"paused\":true}");
            shop.customerWrites("waiting");
        }

        try (var hook = new Hook();
                var again = Simulator.start(options)) {
            again.subscribe("DIRECT_MESSAGE", hook.url());
            again.webhookBehaviour(
                    Json.patched(again.webhookBehaviour(), Wire.json("{\"paused\":false}"), WebhookBehaviour.class));
            await().until(() -> hook.received().size() == 1);
            assertThat(hook.received().get(0).content().at("/text/body").asText())
                    .isEqualTo("waiting");
        }
    }

    @Test
    void theWorldIsSavedWhileItRuns() throws IOException {
        try (var shop = new SimulatedShop(SimulatorOptions.inMemory().withDirectory(directory))) {
            shop.customerWrites("remember me");

            await().until(() -> Files.exists(directory.resolve("simulator.json"))
                    && Files.readString(directory.resolve("simulator.json")).contains("remember me"));
        }
    }

    @Test
    void anUnreadableWorldIsNotOverwritten() throws IOException {
        Files.writeString(directory.resolve("simulator.json"), "{half");

        assertThatThrownBy(() -> Simulator.start(SimulatorOptions.inMemory().withDirectory(directory)))
                .hasMessageContaining("Move it away");
        assertThat(Files.readString(directory.resolve("simulator.json"))).isEqualTo("{half");
    }
}
