package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The account's own profile, and its posts. */
final class AccountApi {

    private static final Map<String, String> SCOPE_OF = Map.ofEntries(
            Map.entry("username", "user.info.username"),
            Map.entry("profile_deep_link", "user.info.profile"),
            Map.entry("bio_description", "user.info.profile"),
            Map.entry("is_verified", "user.info.profile"),
            Map.entry("is_business_account", "user.account.type"),
            Map.entry("following_count", "user.info.stats"),
            Map.entry("followers_count", "user.info.stats"),
            Map.entry("total_likes", "user.info.stats"),
            Map.entry("videos_count", "user.info.stats"),
            Map.entry("video_views", "user.insights"),
            Map.entry("profile_views", "user.insights"),
            Map.entry("likes", "user.insights"),
            Map.entry("comments", "user.insights"),
            Map.entry("shares", "user.insights"));
    private static final List<String> DAILY = List.of("video_views", "profile_views", "likes", "comments", "shares");

    private final WorldState state;
    private final SimulatorClock clock;
    private final Links links;

    AccountApi(WorldState state, SimulatorClock clock, Links links) {
        this.state = state;
        this.clock = clock;
        this.links = links;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.accounts(HttpMethod.GET, "business/get/", "user.info.basic", this::get),
                Endpoint.accounts(HttpMethod.GET, "business/video/list/", "video.list", this::posts));
    }

    private ObjectNode get(ApiCall call) {
        var fields = call.list("fields");
        var data = Json.object();
        var daily = false;
        for (var field : fields == null ? List.of("display_name", "profile_image") : fields) {
            var scope = SCOPE_OF.get(field);
            if (scope != null && !call.grant().scopes().contains(scope)) {
                throw new ApiRefusal(rules().missingScopeCode(), "The scope " + scope + " is not authorized.");
            }
            daily |= DAILY.contains(field);
            profile(data, call.account(), field);
        }
        if (daily) {
            metrics(data, call);
        }
        return data;
    }

    private void profile(ObjectNode data, Account account, String field) {
        switch (field) {
            case "display_name" -> data.put(field, account.displayName());
            case "profile_image" -> data.put(field, links.avatar(account.openId()));
            case "username" -> data.put(field, account.handle());
            case "profile_deep_link" -> data.put(field, "https://www.tiktok.com/@" + account.handle());
            case "bio_description" -> data.put(field, account.bio());
            case "is_verified" -> data.put(field, false);
            case "is_business_account" -> data.put(field, true);
            case "following_count" -> data.put(field, 12);
            case "followers_count" -> data.put(field, account.followers());
            case "total_likes" -> data.put(field, account.followers() * 7);
            case "videos_count" -> data.put(field, postsOf(account).size());
            default -> {
                if (!DAILY.contains(field)) {
                    throw ApiRefusal.badParameter("fields");
                }
            }
        }
    }

    private void metrics(ObjectNode data, ApiCall call) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var metrics = data.putArray("metrics");
        for (var day = today.minusDays(7); day.isBefore(today); day = day.plusDays(1)) {
            var views = call.account().followers() / 3 + day.getDayOfMonth() * 11;
            metrics.addObject()
                    .put("date", day.toString())
                    .put("video_views", views)
                    .put("profile_views", views / 20)
                    .put("likes", views / 12)
                    .put("comments", views / 90)
                    .put("shares", views / 150);
        }
    }

    private ObjectNode posts(ApiCall call) {
        var fields = call.list("fields");
        var wanted = fields == null ? List.of("item_id") : fields;
        if (!wanted.contains("item_id")) {
            throw ApiRefusal.badParameter("fields");
        }
        var only = ApiCall.strings(call.json("filters").path("video_ids"), "filters");
        var data = Json.object();
        var videos = data.putArray("videos");
        if (only != null) {
            postsOf(call.account()).stream()
                    .filter(it -> only.contains(it.id()))
                    .forEach(it -> videos.add(post(it, wanted)));
            return data.put("cursor", 0).put("has_more", false);
        }
        var before = call.number("cursor", clock.millis() + 1, 0, Long.MAX_VALUE);
        var size = (int) call.number("max_count", 10, 1, 20);
        var older = postsOf(call.account()).stream()
                .filter(it -> it.createdAt().toEpochMilli() < before)
                .sorted((a, b) -> b.createdAt().compareTo(a.createdAt()))
                .toList();
        var page = older.subList(0, Math.min(size, older.size()));
        page.forEach(it -> videos.add(post(it, wanted)));
        var cursor =
                page.isEmpty() ? before : page.get(page.size() - 1).createdAt().toEpochMilli();
        return data.put("cursor", cursor).put("has_more", older.size() > page.size());
    }

    private ObjectNode post(Post post, List<String> fields) {
        var all = Json.object()
                .put("item_id", post.id())
                .put("media_type", post.kind().name())
                .put("is_ad", false)
                .put("thumbnail_url", links.cover(post.id()))
                .put("share_url", "https://www.tiktok.com/@" + handle(post) + "/video/" + post.id())
                .put("embed_url", "https://www.tiktok.com/player/v1/" + post.id())
                .put("caption", post.caption())
                .put("video_duration", post.kind() == Post.Kind.VIDEO ? 23.5 : 0)
                .put("likes", post.likes())
                .put("comments", comments(post))
                .put("shares", post.shares())
                .put("favorites", post.likes() / 9)
                .put("create_time", Long.toString(post.createdAt().getEpochSecond()))
                .put("video_views", post.views())
                .put("reach", post.views() * 4 / 5);
        for (var field : fields) {
            if (!all.has(field)) {
                throw ApiRefusal.badParameter("fields");
            }
        }
        return all.retain(fields);
    }

    private List<Post> postsOf(Account account) {
        synchronized (state) {
            return state.posts.values().stream()
                    .filter(it -> it.openId().equals(account.openId()))
                    .toList();
        }
    }

    private long comments(Post post) {
        synchronized (state) {
            return state.comments.values().stream()
                    .filter(it -> it.postId.equals(post.id()))
                    .count();
        }
    }

    private String handle(Post post) {
        synchronized (state) {
            var account = state.accounts.get(post.openId());
            return account == null ? "" : account.handle();
        }
    }

    private Rules rules() {
        synchronized (state) {
            return state.rules;
        }
    }
}
