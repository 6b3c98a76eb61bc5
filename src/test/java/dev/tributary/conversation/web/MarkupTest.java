package dev.tributary.conversation.web;

import static dev.tributary.testing.IngestTester.drained;
import static dev.tributary.testing.IngestTester.jdbi;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.ConfiguredTikTok;
import dev.tributary.testing.Hook;
import dev.tributary.testing.Payload;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Markup that customers write is data, and is answered as nothing that a browser would run. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ConfiguredTikTok.class)
class MarkupTest {

    private final WebhookShop shop = WebhookShop.open();
    private final Colleague admin = Colleague.admin();

    @Test
    @Tag("S1")
    @Tag("F37")
    void markupComesBackAsItWasWrittenAndAsJson() throws IOException {
        var payloads = payloads();
        var messages = IntStream.range(0, payloads.size())
                .mapToObj(it -> Payload.message(shop, "c", "m" + it, payloads.get(it)))
                .map(it -> it.with(
                        content -> content.put("from", content.at("/text/body").asText())))
                .map(Payload::bytes)
                .toList();

        assertThat(Hook.deliverAtOnce(messages)).containsOnly(200);
        drained(shop);

        var thread = jdbi().withHandle(db -> db.createQuery("SELECT id FROM conversation WHERE account_id = ?")
                .bind(0, shop.account())
                .mapTo(UUID.class)
                .one());
        var shown = new HashSet<String>();
        var next = "";
        do {
            var page = admin.browser().get("/api/conversations/" + thread + "/messages?limit=25" + next);
            assertHarmless(page);
            shown.addAll(page.jsonPath().getList("items.text", String.class));
            assertThat(page.jsonPath().getList("items.author.name", String.class))
                    .isSubsetOf(payloads);
            next = "&before=" + page.jsonPath().getString("next");
        } while (!next.equals("&before=null"));
        assertThat(shown).isEqualTo(payloads.stream().collect(toSet()));
        assertHarmless(admin.browser().get("/api/conversations?store=" + shop.store()));
        assertHarmless(admin.browser().get("/api/conversations/<script>alert(1)</script>"));
    }

    private static void assertHarmless(Response answer) {
        assertThat(answer.contentType()).matches("application/(problem\\+)?json(;charset=UTF-8)?");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private static List<String> payloads() throws IOException {
        try (var file = MarkupTest.class.getResourceAsStream("/markup-payloads.txt")) {
            if (file == null) {
                throw new IllegalStateException("no payloads");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
