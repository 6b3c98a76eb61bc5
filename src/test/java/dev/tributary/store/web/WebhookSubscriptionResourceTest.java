package dev.tributary.store.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.connector.ConnectorException.Kind;
import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.connector.WebhookSubscription;
import dev.tributary.connector.WebhookTopic;
import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class WebhookSubscriptionResourceTest {

    private static final String ROUTE = "/api/admin/webhook-subscriptions";
    private static final String OURS = "/hooks/tiktok/business";

    @Inject
    FakeConnectors connectors;

    private Colleague admin;

    @BeforeEach
    void logIn() {
        connectors.fake().reset();
        admin = Colleague.admin();
    }

    @Test
    void whatIsNotSubscribedIsSaidInWords() {
        admin.browser()
                .get(ROUTE)
                .then()
                .statusCode(200)
                .body("items.eventType", contains("DIRECT_MESSAGE", "COMMENT"))
                .body("items.callbackUrl", contains(nullValue(), nullValue()))
                .body("items.warning", contains("MESSAGES_NOT_SUBSCRIBED", "COMMENTS_NOT_SUBSCRIBED"))
                .body("items[1].expectedUrl", endsWith(OURS))
                .body(
                        "items[1].words",
                        is("TikTok reports no comments: those of direct messages alone bring none."
                                + " Subscribe to them."));
    }

    @Test
    void subscribingSaysWhomItTakesTheWebhooksFrom() {
        connectors
                .fake()
                .subscribed(new WebhookSubscription(WebhookTopic.COMMENT, "https://other.example/hook", List.of()));
        admin.browser().get(ROUTE).then().body("items[1].warning", is("ANOTHER_ADDRESS"));

        admin.browser()
                .post(ROUTE + "/COMMENT")
                .then()
                .statusCode(200)
                .body("overwrote", is("https://other.example/hook"))
                .body("subscription.callbackUrl", endsWith(OURS))
                .body("subscription.warning", nullValue());
        admin.browser().post(ROUTE + "/COMMENT").then().statusCode(200).body("overwrote", nullValue());
        admin.browser().post(ROUTE + "/LIKES").then().statusCode(404);
    }

    @Test
    void aSubscriptionThatIsLimitedToPostsIsAWarningThatSubscribingDoesNotCure() {
        connectors
                .fake()
                .subscribed(new WebhookSubscription(WebhookTopic.COMMENT, "https://other.example", List.of("7")));

        admin.browser()
                .post(ROUTE + "/COMMENT")
                .then()
                .statusCode(200)
                .body("subscription.posts", contains("7"))
                .body("subscription.warning", is("SOME_POSTS_ONLY"));
    }

    @Test
    void aPlatformThatDoesNotAnswerIsNoFaultOfOurs() {
        connectors.fake().failWith(Kind.UNAVAILABLE);

        admin.browser().get(ROUTE).then().statusCode(502).body("type", is("/problems/platform-call-failed"));
    }

    @Test
    void onlyAdminsLookAfterTheSubscriptions() {
        var supervisor = Colleague.of(Role.SUPERVISOR);

        supervisor.browser().get(ROUTE).then().statusCode(403);
        supervisor.browser().post(ROUTE + "/COMMENT").then().statusCode(403);
        admin.browser().get(ROUTE).then().body("items", hasSize(2));
    }
}
