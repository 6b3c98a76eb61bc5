package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The control calls about people, posts, messages and comments, and about events that should never be sent. */
final class ControlWorld {

    private final ControlApi control;
    private final Simulator simulator;
    private final WorldState state;
    private final Consents consents;
    private final Webhooks webhooks;

    ControlWorld(ControlApi control, Simulator simulator, WorldState state, Consents consents, Webhooks webhooks) {
        this.control = control;
        this.simulator = simulator;
        this.state = state;
        this.consents = consents;
        this.webhooks = webhooks;
    }

    private World world() {
        return simulator.world();
    }

    void register() {
        people();
        messages();
        comments();
        authorizations();
        oddities();
    }

    private void people() {
        control.on("GET", "accounts", it -> world().accounts());
        control.on(
                "POST",
                "accounts",
                it -> world().addAccount(
                                it.text("handle"),
                                it.text("displayName", it.text("handle")),
                                it.text("market", "PH"),
                                it.text("bio", ""),
                                it.number("followers", 1_200)));
        control.on("GET", "customers", it -> world().customers());
        control.on(
                "POST",
                "customers",
                it -> world().addCustomer(
                                it.text("handle"),
                                it.text("displayName", it.text("handle")),
                                it.text("language", "en"),
                                it.flag("european", false),
                                it.flag("follower", false)));
        control.on("GET", "posts", it -> world().posts());
        control.on(
                "POST",
                "posts",
                it -> world().addPost(
                                it.account(), Post.Kind.valueOf(it.text("kind", "VIDEO")), it.text("caption", "")));
    }

    private void messages() {
        control.on("GET", "conversations", it -> world().conversations());
        control.on("GET", "customers/{id}/conversations", it -> world().seenBy(it.customer(it.value(0))));
        control.on("POST", "messages", this::write);
        control.on(
                "POST",
                "messages/owner",
                it -> world().ownerWrites(it.account(), it.customer(), it.text("text"), it.text("source", "APP")));
        control.on("POST", "images", it -> {
            var base64 = it.optional("base64");
            var bytes = base64 == null
                    ? Pictures.cover(it.text("customer"))
                    : Base64.getDecoder().decode(base64);
            return world().customerSendsImage(it.customer(), it.account(), bytes, it.text("contentType", "image/png"));
        });
        control.on(
                "POST",
                "taps",
                it -> world().customerTaps(it.customer(), it.account(), it.text("messageId"), it.text("buttonId")));
        control.on("POST", "reads", it -> {
            world().customerReads(it.customer(), it.account());
            return null;
        });
        control.on("POST", "reactions", it -> {
            world().customerReacts(
                            it.customer(),
                            it.account(),
                            it.text("messageId"),
                            it.text("emoji", "👍"),
                            !it.flag("remove", false));
            return null;
        });
        control.on("POST", "referrals", it -> {
            if (!(it.body().path("referral") instanceof ObjectNode referral)) {
                throw new IllegalArgumentException("The field referral is missing or is not an object.");
            }
            world().customerArrives(it.customer(), it.account(), referral);
            return null;
        });
    }

    private Object write(ControlRequest it) {
        var written = new ArrayList<Message>();
        var count = it.number("count", 1);
        for (var i = 0; i < count; i++) {
            written.add(writeOne(it, count == 1 ? "" : " " + (i + 1)));
        }
        return written;
    }

    private Message writeOne(ControlRequest it, String suffix) {
        var kind = Message.Kind.valueOf(it.text("kind", "TEXT"));
        if (kind != Message.Kind.TEXT) {
            JsonNode payload = it.body().path("payload");
            return world().customerSends(
                            it.customer(),
                            it.account(),
                            kind,
                            payload instanceof ObjectNode object ? object : Json.object());
        }
        var quoted = it.optional("quotedId");
        return quoted == null
                ? world().customerWrites(it.customer(), it.account(), it.text("text") + suffix)
                : world().customerQuotes(it.customer(), it.account(), quoted, it.text("text") + suffix);
    }

    private void comments() {
        control.on("GET", "posts/{id}/comments", it -> world().comments(it.value(0)));
        control.on(
                "POST",
                "comments",
                it -> Map.of(
                        "id",
                        world().customerComments(it.customer(), it.post(), it.optional("parentId"), it.text("text"))));
        control.on(
                "POST",
                "comments/owner",
                it -> Map.of("id", world().ownerComments(it.post(), it.optional("parentId"), it.text("text"))));
        control.on("DELETE", "comments/{id}", it -> {
            world().deleteComment(it.value(0));
            return null;
        });
        control.on("PUT", "comments/{id}/visibility", it -> {
            world().showComment(it.value(0), it.text("visibility"));
            return null;
        });
    }

    private void authorizations() {
        control.on("POST", "tokens", it -> {
            var scopes = ApiCall.strings(it.body().path("scopes"), "scopes");
            var tokens = consents.grantDirectly(it.account(), scopes == null ? SimulatorOptions.ALL_SCOPES : scopes);
            return Map.of(
                    "accessToken", tokens.accessToken(),
                    "refreshToken", tokens.grant().refreshToken(),
                    "openId", tokens.grant().openId());
        });
        control.on("POST", "accounts/{id}/expire-tokens", it -> {
            consents.expireAccess(it.account(it.value(0)).openId());
            return null;
        });
        control.on("POST", "accounts/{id}/disconnect", it -> {
            var account = it.account(it.value(0));
            var revoked = consents.revokeAll(account.openId());
            if (it.flag("announce", true)) {
                // Where this event rides for Business apps is not documented; DEFAULT if it is subscribed, else with
                // the messages.
                String eventType;
                synchronized (state) {
                    eventType = state.subscriptions.containsKey("DEFAULT") ? "DEFAULT" : Webhooks.DIRECT_MESSAGE;
                }
                simulator.publish(
                        eventType, "authorization.removed", account, "{\"reason\": " + it.number("reason", 1) + " }");
            }
            return Map.of("revoked", revoked);
        });
    }

    private void oddities() {
        control.on("POST", "events", it -> {
            var content = it.body().path("content");
            simulator.publish(
                    it.text("eventType", Webhooks.DIRECT_MESSAGE),
                    it.text("event"),
                    it.account(),
                    content.isTextual() ? content.textValue() : Json.text(content));
            return null;
        });
        control.on("POST", "raw", it -> {
            var base64 = it.optional("base64");
            var bytes = base64 == null
                    ? it.text("body", "").getBytes(StandardCharsets.UTF_8)
                    : Base64.getDecoder().decode(base64);
            simulator.publishRaw(it.text("eventType", Webhooks.DIRECT_MESSAGE), bytes);
            return null;
        });
        control.on("POST", "odd", it -> {
            Oddity.valueOf(it.text("kind")).send(simulator, webhooks, it.account());
            return null;
        });
        control.on("GET", "odd", it -> List.of(Oddity.values()));
    }
}
