package dev.tributary.store.web;

import dev.tributary.connector.WebhookTopic;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.platform.paging.Page;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.WebhookSubscriptions;
import dev.tributary.store.WebhookSubscriptions.Subscribed;
import dev.tributary.store.WebhookSubscriptions.View;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Where TikTok reports to. */
@Path("/api/admin/webhook-subscriptions")
@Authenticated
class WebhookSubscriptionResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final WebhookSubscriptions subscriptions;

    WebhookSubscriptionResource(StoreAccess access, CurrentAgent current, WebhookSubscriptions subscriptions) {
        this.access = access;
        this.current = current;
        this.subscriptions = subscriptions;
    }

    @GET
    public Page<View> list() {
        access.requireOperator();
        return Page.of(subscriptions.all());
    }

    /** Says what it overwrote. */
    @POST
    @Path("{eventType}")
    public Subscribed subscribe(WebhookTopic eventType) {
        access.requireOperator();
        return subscriptions.subscribe(current.id(), eventType);
    }
}
