package dev.tributary.conversation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.Person;
import dev.tributary.conversation.Arrival;
import dev.tributary.conversation.ConversationIngest;
import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Routes;
import dev.tributary.testing.Routes.Route;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What belongs to a store that one does not work for does not exist, for any address and role. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IsolationTest {

    /** Bodies that are right, so that not the body is what is refused. By the end of the address. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("/assignee", "{\"agentId\":null}"),
            Map.entry("/labels", "{\"labels\":[]}"),
            Map.entry("/messages", "{\"clientToken\":\"t\",\"type\":\"TEXT\",\"text\":\"hello\"}"),
            Map.entry("/notes", "{\"clientToken\":\"t\",\"text\":\"hello\"}"),
            Map.entry("/seen", "{\"inboundCount\":0}"),
            Map.entry("/status", "{\"status\":\"OPEN\"}"),
            Map.entry("/authorizations", "{\"role\":\"CHANNEL\",\"platform\":\"TIKTOK_BUSINESS\"}"),
            Map.entry("/api/conversations/{id}/private-replies", "{\"clientToken\":\"t\",\"text\":\"hello\"}"),
            Map.entry("/api/accounts/{id}/private-replies", "{\"on\":true}"),
            Map.entry("/teams", "{\"name\":\"Thai\",\"members\":[]}"),
            Map.entry("/transfer", "{\"agentId\":\"8a6e0804-2bd0-4672-b79d-d97027f9071a\"}"),
            Map.entry("/refusal", "{\"reason\":\"no\"}"),
            Map.entry("/routing-policies", "{\"document\":{}}"),
            Map.entry("/routing-policies/{version}", "{\"document\":{},\"revision\":1}"),
            Map.entry("/activation", "{\"revision\":1,\"instead\":0}"),
            Map.entry("/rehearsals", "{\"from\":\"2026-01-01T00:00:00.000Z\",\"to\":\"2026-01-02T00:00:00.000Z\"}"),
            Map.entry("/market", "{\"market\":\"VN\"}"));

    private static final List<String> OF_A_STORE = List.of("/api/stores/{", "/api/accounts/{", "/api/conversations/{");

    /** Not to fall out of the description unseen. */
    private static final String[] NEVER_MISSING = {
        "/api/accounts/{id}/recovery",
        "/api/accounts/{id}/backfill",
        "/api/accounts/{id}/health",
        "/api/accounts/{id}/market",
        "/api/accounts/{id}/private-replies",
        "/api/conversations/{id}/private-replies",
        "/api/conversations/{id}/participants/me",
        "/api/conversations/{id}/routing",
        "/api/conversations/{id}/transfer",
        "/api/conversations/{id}/transfer/refusal",
        "/api/accounts/{id}/refresh",
        "/api/accounts/{id}/routing-pause",
        "/api/accounts/{id}/self-test",
        "/api/stores/{id}/evidence",
        "/api/stores/{id}/evidence/{file}",
        "/api/stores/{id}/history",
        "/api/stores/{id}/limits",
        "/api/stores/{id}/teams",
        "/api/stores/{id}/routing-policies",
        "/api/stores/{id}/routing-policies/{version}/rehearsals",
        "/api/stores/{id}/accounts/authorizations/{found}"
    };

    @Inject
    ConversationIngest conversations;

    @Inject
    Jdbi jdbi;

    private final WebhookShop ours = WebhookShop.open();
    private final WebhookShop theirs = WebhookShop.open();

    /** The ids of one store and of what is in it. */
    private record Belongings(UUID store, UUID account, UUID conversation, UUID message) {

        static Belongings nothing() {
            return new Belongings(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        }

        String path(Route route) {
            var first = route.template().startsWith("/api/stores/")
                    ? store
                    : route.template().startsWith("/api/accounts/") ? account : conversation;
            return route.template()
                    .replaceFirst("\\{[^}]*}", first.toString())
                    .replace("{version}", "7")
                    .replaceFirst("\\{[^}]*}", message.toString());
        }
    }

    private Belongings belongings(WebhookShop shop) {
        var event = new MessageSeen(
                shop.openId(),
                "c",
                "m",
                Direction.INBOUND,
                Person.of("kari", "kari_n"),
                Content.text("hello"),
                null,
                Source.APP,
                Instant.now());
        QuarkusTransaction.requiringNew()
                .run(() -> conversations.apply(List.of(new Arrival(event, shop.bound(null), Instant.now()))));
        return jdbi.withHandle(db -> db.createQuery("SELECT id, conversation_id FROM message WHERE account_id = ?")
                .bind(0, shop.account())
                .map((row, context) -> new Belongings(
                        shop.store(), shop.account(), row.getObject(2, UUID.class), row.getObject(1, UUID.class)))
                .one());
    }

    /** A version of the routing policy, also after one was thrown away. */
    private void draft(WebhookShop shop) {
        jdbi.useHandle(db -> db.execute("""
                INSERT INTO routing_policy (store_id, version, document, active, created_by, created_at)
                SELECT ?, 7, '{}', false, id, now() FROM agent LIMIT 1
                ON CONFLICT ON CONSTRAINT routing_policy_once DO NOTHING
                """, shop.store()));
    }

    private static List<Route> routes() {
        return Routes.all().stream()
                .filter(route -> OF_A_STORE.stream().anyMatch(route.template()::startsWith))
                .toList();
    }

    private static Response call(Colleague colleague, Route route, String path) {
        var request = colleague.browser();
        if (!route.method().equals("GET")) {
            request.body(BODIES.entrySet().stream()
                    .filter(it -> route.template().endsWith(it.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("{}"));
        }
        return request.request(route.method(), path);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AGENT", "SUPERVISOR"})
    @Tag("S5")
    void anotherStoresThingsAreAnsweredLikeThingsThatAreNotThere(Role role) {
        var own = belongings(ours);
        var foreign = belongings(theirs);
        var colleague = Colleague.of(role, ours.store());

        assertThat(routes()).extracting(Route::template).contains(NEVER_MISSING);
        assertThat(routes()).hasSizeGreaterThan(10).allSatisfy(route -> {
            List.of(ours, theirs).forEach(this::draft);
            var answer = call(colleague, route, foreign.path(route));
            var missing = call(colleague, route, Belongings.nothing().path(route));
            assertThat(answer.statusCode()).as("%s", route).isEqualTo(404);
            assertThat(missing.statusCode()).as("%s", route).isEqualTo(404);
            assertThat(answer.asString()).isEqualTo(missing.asString());
            assertThat(answer.headers().getValues("Content-Type"))
                    .isEqualTo(missing.headers().getValues("Content-Type"));
            assertThat(call(colleague, route, own.path(route)).statusCode())
                    .as("%s with an id of one's own", route)
                    .isNotEqualTo(404);
        });
        assertThat(belongings(theirs)).isEqualTo(foreign);
    }

    @Test
    @Tag("S5")
    void anotherStoresThingsAreInNoListNumberOrFilter() {
        belongings(ours);
        belongings(theirs);
        var agent = Colleague.agentOf(ours.store());

        agent.browser().get("/api/conversations").then().body("items.storeId", equalTo(List.of(ours.store() + "")));
        agent.browser()
                .get("/api/conversations?account=" + theirs.account())
                .then()
                .body("items", empty());
        agent.browser().get("/api/conversations?q=hello").then().body("items", org.hamcrest.Matchers.hasSize(1));
        agent.browser().get("/api/stores").then().body("items.id", equalTo(List.of(ours.store() + "")));
        agent.browser().get("/api/counts").then().body("accounts.accountId", equalTo(List.of(ours.account() + "")));
        for (var list : List.of("/api/conversations?store=", "/api/counts?store=")) {
            var foreign = agent.browser().get(list + theirs.store());
            var missing = agent.browser().get(list + UUID.randomUUID());
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.asString()).isEqualTo(missing.asString());
        }
        Colleague.admin()
                .browser()
                .get("/api/conversations?account=" + theirs.account())
                .then()
                .body("items.accountId", hasItem(theirs.account() + ""));
    }

    @Test
    @Tag("S5")
    void aMessageOfAnotherStoreCanNeitherBeQuotedNorSentAgain() {
        var own = belongings(ours);
        var foreign = belongings(theirs);
        var agent = Colleague.agentOf(ours.store());
        var resend = "/api/conversations/" + own.conversation() + "/messages/%s/resend";
        var quote = "{\"clientToken\":\"t\",\"type\":\"TEXT\",\"text\":\"x\",\"quotedId\":\"%s\"}";
        var messages = "/api/conversations/" + own.conversation() + "/messages";

        assertThat(agent.browser().post(resend.formatted(foreign.message())).asString())
                .isEqualTo(agent.browser()
                        .post(resend.formatted(UUID.randomUUID()))
                        .asString());
        var quoted = agent.browser().body(quote.formatted(foreign.message())).post(messages);
        quoted.then().statusCode(404);
        assertThat(quoted.asString())
                .isEqualTo(agent.browser()
                        .body(quote.formatted(UUID.randomUUID()))
                        .post(messages)
                        .asString());
    }

    @Test
    @Tag("S5")
    void aConversationCannotBeGivenToSomebodyOfAnotherStore() {
        var own = belongings(ours);
        var stranger = Colleague.agentOf(theirs.store());
        var path = "/api/conversations/" + own.conversation() + "/assignee";
        var agent = Colleague.agentOf(ours.store());

        var foreign =
                agent.browser().body(Map.of("agentId", stranger.id().value())).put(path);
        foreign.then().statusCode(422);
        assertThat(foreign.asString())
                .isEqualTo(agent.browser()
                        .body(Map.of("agentId", UUID.randomUUID()))
                        .put(path)
                        .asString());
    }

    @Test
    @Tag("S6")
    void whatAWriteDoesNotDescribeIsRefused() {
        var own = belongings(ours);
        var agent = Colleague.agentOf(ours.store());
        var extras = List.of("accountId", "storeId", "role", "assigneeId", "createdAt", "id", "authorId", "version");

        assertThat(writes()).isNotEmpty().allSatisfy(route -> {
            var body = body(route);
            for (var extra : extras) {
                var answer = agent.browser()
                        .body(body.replaceFirst("\\{", "{\"" + extra + "\":\"" + UUID.randomUUID() + "\","))
                        .request(route.method(), own.path(route));
                assertThat(answer.statusCode()).as("%s with %s", route, extra).isEqualTo(400);
            }
        });
        assertThat(belongings(ours)).isEqualTo(own);
    }

    @Test
    @Tag("S8")
    void anObjectOrAListWhereAValueBelongsIsRefused() {
        var own = belongings(ours);
        var agent = Colleague.agentOf(ours.store());

        assertThat(writes()).isNotEmpty().allSatisfy(route -> {
            for (var odd : List.of("{\"$ne\":null}", "[\"x\"]", "[[]]", "{}")) {
                var answer = agent.browser()
                        .body(body(route).replaceFirst(":(\"[^\"]*\"|null|0|\\[])", ":" + odd.replace("$", "\\$")))
                        .request(route.method(), own.path(route));
                if (!(route.template().endsWith("/labels") && odd.equals("[\"x\"]"))) {
                    assertThat(answer.statusCode()).as("%s with %s", route, odd).isEqualTo(400);
                }
            }
        });
    }

    private static List<Route> writes() {
        return routes().stream()
                .filter(it -> it.template().startsWith("/api/conversations/{id}/"))
                .filter(it -> BODIES.keySet().stream().anyMatch(it.template()::endsWith))
                .filter(it -> !it.method().equals("GET"))
                .toList();
    }

    private static String body(Route route) {
        return BODIES.entrySet().stream()
                .filter(it -> route.template().endsWith(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
