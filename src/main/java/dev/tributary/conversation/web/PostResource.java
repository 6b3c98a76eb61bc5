package dev.tributary.conversation.web;

import dev.tributary.conversation.OwnPost;
import dev.tributary.conversation.OwnPosts;
import dev.tributary.identity.Permission;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreAccess;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/accounts/{id}/posts")
@Authenticated
class PostResource {

    private static final int MAX_WORDS = 200;

    private final StoreAccess access;
    private final OwnPosts posts;

    PostResource(StoreAccess access, OwnPosts posts) {
        this.access = access;
        this.posts = posts;
    }

    /** What can be shared in the account's conversations, newest first. Where TikTok cannot be asked: what is known. */
    @GET
    public PostPage posts(
            AccountId id,
            @DefaultValue("") @Size(max = MAX_WORDS) @RestQuery String q,
            @DefaultValue(PageLimit.DEFAULT) @RestQuery PageLimit limit,
            @RestQuery Optional<Cursor> before) {
        access.requireAccount(id, Permission.REPLY);
        var found = posts.find(id, q.strip(), limit, before);
        return new PostPage(found.page().items(), found.page().next(), found.state());
    }

    /**
     * @param next where the next page begins; null at the end. A page may be short, or empty, although another follows
     * @param state whether these are all that TikTok has
     */
    record PostPage(List<OwnPost> items, @Nullable String next, OwnPosts.State state) {}
}
