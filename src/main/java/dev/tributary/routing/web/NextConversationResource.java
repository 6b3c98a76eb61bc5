package dev.tributary.routing.web;

import dev.tributary.conversation.ConversationView;
import dev.tributary.routing.NextConversation;
import dev.tributary.routing.RoutingAccess;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/conversations/next")
@Authenticated
class NextConversationResource {

    private final RoutingAccess access;
    private final NextConversation next;

    NextConversationResource(RoutingAccess access, NextConversation next) {
        this.access = access;
        this.next = next;
    }

    /** What has waited longest, now mine, whatever my duty and capacity. 204 if nothing waits. */
    @POST
    public @Nullable ConversationView take(@RestQuery Optional<StoreId> store) {
        var stores = store.map(access::requireAnswerable).map(Set::of).orElseGet(access::answerable);
        return next.take(access.self(), stores).orElse(null);
    }
}
