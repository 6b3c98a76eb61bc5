package dev.tributary.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.Customer;
import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.simulator.Traffic;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTest {

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.inMemory().withSeed(1));
        DemoWorld.build(simulator.world(), 1);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static final class CountedTraffic implements Traffic {
        int resumed;
        int burst;

        @Override
        public Status status() {
            return new Status(resumed > 0, 1, 0);
        }

        @Override
        public void rate(int perMinute) {}

        @Override
        public void pause() {}

        @Override
        public void resume() {
            resumed++;
        }

        @Override
        public void burst(int events) {
            burst += events;
        }
    }

    /** Whoever runs the simulator beside a server in the demo's profile configures neither. */
    @Test
    void theDemoLogsInAsTheAdminOfItsProfile() throws IOException, NoSuchMethodException {
        var server = new Properties();
        try (var file = DemoTest.class.getResourceAsStream("/application.properties")) {
            server.load(file);
        }

        assertThat(defaultOf("demoEmail"))
                .endsWith(":" + server.getProperty("%demo.tributary.bootstrap.admin-email") + "}");
        assertThat(defaultOf("demoPassword"))
                .endsWith(":" + server.getProperty("%demo.tributary.bootstrap.admin-password") + "}");
    }

    private static String defaultOf(String setting) throws NoSuchMethodException {
        return SimulatorConfig.class
                .getMethod(setting)
                .getAnnotation(WithDefault.class)
                .value();
    }

    @Test
    void theShopHasFiveAccountsAndCustomersOfSevenLanguages() {
        assertThat(simulator.world().accounts()).hasSize(5);
        assertThat(simulator.world().customers()).hasSizeBetween(55, 65);
        assertThat(simulator.world().customers().stream()
                        .map(Customer::language)
                        .distinct())
                .hasSize(7);
        assertThat(simulator.world().accounts())
                .allSatisfy(account -> assertThat(simulator.world().posts())
                        .anyMatch(it -> it.openId().equals(account.openId())));

        DemoWorld.build(simulator.world(), 1);

        assertThat(simulator.world().accounts()).hasSize(5);
    }

    @Test
    void theSameSeedMakesTheSameCustomersSayTheSameThings() {
        try (var twin = Simulator.start(SimulatorOptions.inMemory().withSeed(1));
                var traffic = new DemoTraffic(simulator.world(), 5, 1);
                var other = new DemoTraffic(twin.world(), 5, 1)) {
            DemoWorld.build(twin.world(), 1);
            traffic.burst(6);
            other.burst(6);

            await().untilAsserted(() -> {
                assertThat(traffic.status().done()).isEqualTo(6);
                assertThat(said(simulator)).isNotEmpty().isEqualTo(said(twin));
            });
        }
    }

    /** How each conversation began, and every comment; what follows depends on the machine's speed. */
    private static List<String> said(Simulator simulator) {
        var world = simulator.world();
        return Stream.concat(
                        world.conversations().stream()
                                .map(it -> it.accountHandle() + ": "
                                        + it.messages().get(0).text()),
                        world.posts().stream()
                                .flatMap(it -> world.comments(it.id()).stream())
                                .map(it -> it.authorHandle() + ": " + it.text()))
                .toList();
    }

    @Test
    void theTrafficFlowsAtItsRateUntilItIsPaused() {
        try (var traffic = new DemoTraffic(simulator.world(), 5, 6_000)) {
            traffic.resume();
            await().until(() -> traffic.status().done() > 20);
            traffic.pause();

            assertThat(traffic.status().running()).isFalse();
            assertThatThrownBy(() -> traffic.rate(0)).hasMessageContaining("1 to 6000");
        }
    }

    @Test
    void theSetUpGoesThroughThePublicApiAndOnlyAddsWhatIsMissing() throws IOException {
        try (var server = new FakeServer(simulator.authorizeUrl(), SimulatorOptions.APP_ID)) {
            var traffic = new CountedTraffic();
            var settings = new DemoSettings(server.url(), server.url(), "admin@hearthly.example", "secret");
            try (var setUp = new DemoSetup(simulator, traffic, settings)) {
                setUp.start();
                await().until(() -> traffic.resumed == 1);
            }

            assertThat(server.stores).hasSize(1);
            assertThat(server.stores.get(0).path("probation").asText()).isEqualTo("PASSED");
            assertThat(server.agents).hasSize(4);
            assertThat(server.bindings)
                    .extracting(it -> it.path("role").asText())
                    .containsExactly("OFFICIAL", "CHANNEL", "CHANNEL", "CHANNEL", "CHANNEL");
            assertThat(server.bindings.get(0).path("legalEntity"))
                    .isEqualTo(server.stores.get(0).path("legalEntity"));
            assertThat(server.languages).hasSize(4);
            assertThat(server.teams.get(0).path("members")).hasSize(2);
            assertThat(server.policies.get(0).at("/document/rules/0/team").asText())
                    .isEqualTo(server.teams.get(0).path("id").asText());
            assertThat(server.activated).hasSize(1);
            assertThat(server.codes).hasSize(5).allMatch(it -> it.contains("code=") && it.contains("state=x"));
            assertThat(traffic.burst).isPositive();

            server.connected.add(DemoWorld.OFFICIAL);
            server.connected.addAll(DemoWorld.CHANNELS);
            new DemoSetup(simulator, traffic, settings).run();

            assertThat(server.stores).hasSize(1);
            assertThat(server.agents).hasSize(4);
            assertThat(server.bindings).hasSize(5);
            assertThat(server.policies).hasSize(1);
            assertThat(server.activated).hasSize(1);
            assertThat(traffic.resumed).isEqualTo(2);
        }
    }
}
