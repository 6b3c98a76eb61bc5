package dev.tributary.connector.tiktokbusiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TikTokBusinessStartupTest {

    @Test
    @Tag("F6")
    @Tag("S12")
    void aServerWhoseSecretIsEmptyDoesNotStart() {
        assertThat(List.of(
                        Map.of("app-id", "1"),
                        Map.of("app-id", "1", "app-secret", ""),
                        Map.of("app-id", "1", "app-secret", "  "),
                        Map.of("app-id", "1", "app-secret", ","),
                        Map.of("app-id", "1", "app-secret[0]", "good", "app-secret[1]", " ")))
                .allSatisfy(properties -> assertThatThrownBy(() -> start(properties))
                        .hasMessageContaining("tributary.tiktok.business.app-secret")
                        .hasMessageNotContaining("good"));
    }

    @Test
    @Tag("F6")
    void aServerStartsWithASecretOrWithoutTheApp() {
        assertThat(List.of(
                        Map.<String, String>of(),
                        Map.of("app-id", ""),
                        Map.of("app-id", "1", "app-secret", "s"),
                        Map.of("app-id", "1", "app-secret", "new,old")))
                .allSatisfy(
                        properties -> assertThatCode(() -> start(properties)).doesNotThrowAnyException());
    }

    @Test
    @Tag("S24")
    void theAppNeverShowsItsSecrets() {
        assertThat(new TikTokBusinessApp("1", List.of("hush"))).asString().doesNotContain("hush");
    }

    private static void start(Map<String, String> properties) {
        new TikTokBusinessStartup(Fixtures.exactly(properties)).refuseAnEmptySecret(new StartupEvent());
    }
}
