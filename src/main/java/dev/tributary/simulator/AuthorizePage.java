package dev.tributary.simulator;

import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The consent screen: which account, which permissions, yes or no. */
final class AuthorizePage {

    /** Who was last seen consenting in this browser, as a session at TikTok would know. */
    private static final String COOKIE = "simulator-account";

    private final SimulatorOptions options;
    private final WorldState state;
    private final SimulatorClock clock;
    private final Consents consents;
    private final Links links;

    AuthorizePage(SimulatorOptions options, WorldState state, SimulatorClock clock, Consents consents, Links links) {
        this.options = options;
        this.state = state;
        this.clock = clock;
        this.consents = consents;
        this.links = links;
    }

    private static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    private record Request(
            List<String> scopes,
            String redirectUri,
            @Nullable String state,
            boolean asksAgain) {}

    void show(RoutingContext context) {
        answer(context, () -> {
            var parameters = context.queryParams();
            var request = request(parameters);
            var handle = parameters.get("auto_approve");
            var remembered = context.request().getCookie(COOKIE);
            var known = account(handle != null ? handle : remembered == null ? null : remembered.getValue());
            if (!request.asksAgain() && known != null && hasGrant(known)) {
                // What happens to everybody who forgets disable_auto_auth=1.
                redirect(context, back(request, ""));
            } else if (handle != null && known == null) {
                throw new Refused("No account has the handle " + handle + ".");
            } else if (known != null && handle != null) {
                approve(context, request, known, granted(request, parameters.get("auto_scopes")));
            } else {
                context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(page(request, parameters));
            }
        });
    }

    void decide(RoutingContext context) {
        answer(context, () -> {
            var form = context.request().formAttributes();
            var request = request(form);
            if (!"approve".equals(form.get("decision"))) {
                redirect(
                        context,
                        back(
                                request,
                                "error=access_denied&error_description=" + encoded("The user denied the request.")));
                return;
            }
            var account = account(form.get("account"));
            if (account == null) {
                throw new Refused("Choose an account first.");
            }
            approve(context, request, account, form.getAll("granted"));
        });
    }

    private void approve(RoutingContext context, Request request, Account account, List<String> granted) {
        var scopes = request.scopes().stream().filter(granted::contains).toList();
        var code = consents.issueCode(account, scopes, request.redirectUri());
        context.response()
                .addCookie(Cookie.cookie(COOKIE, account.handle())
                        .setHttpOnly(true)
                        .setPath("/"));
        redirect(context, back(request, "code=" + encoded(code) + "&scopes=" + encoded(String.join(",", scopes))));
    }

    private static List<String> granted(Request request, @Nullable String only) {
        return only == null ? request.scopes() : List.of(only.split(",", -1));
    }

    private Request request(MultiMap parameters) {
        if (!options.appId().equals(parameters.get("client_key"))) {
            throw new Refused("client_key is not an app that TikTok knows.");
        }
        if (!"code".equals(parameters.get("response_type"))) {
            throw new Refused("response_type must be code.");
        }
        var redirectUri = String.valueOf(parameters.get("redirect_uri"));
        requireRedirect(redirectUri);
        var scopes = List.of(String.valueOf(parameters.get("scope")).split(",", -1));
        var unapproved = scopes.stream()
                .filter(it -> !options.approvedScopes().contains(it))
                .toList();
        if (!unapproved.isEmpty()) {
            throw new Refused("The app is not approved for the scope " + String.join(", ", unapproved) + ".");
        }
        return new Request(
                scopes, redirectUri, parameters.get("state"), "1".equals(parameters.get("disable_auto_auth")));
    }

    private void requireRedirect(String redirectUri) {
        try {
            var uri = new URI(redirectUri);
            var wellFormed = uri.getHost() != null
                    && Set.of("http", "https").contains(uri.getScheme())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (wellFormed
                    && (options.redirectUris().isEmpty()
                            || options.redirectUris().contains(redirectUri))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new Refused("redirect_uri is not an address: " + e.getReason());
        }
        throw new Refused("redirect_uri is not one that the app has registered.");
    }

    private static String back(Request request, String outcome) {
        var state = request.state() == null ? "" : "state=" + encoded(request.state());
        var separator = outcome.isEmpty() || state.isEmpty() ? "" : "&";
        return request.redirectUri() + "?" + outcome + separator + state;
    }

    private boolean hasGrant(Account account) {
        synchronized (state) {
            return state.liveGrant(account.openId(), "user.info.basic", clock.instant()) != null;
        }
    }

    private @Nullable Account account(@Nullable String handle) {
        synchronized (state) {
            return state.accounts.values().stream()
                    .filter(it -> it.handle().equals(handle))
                    .findFirst()
                    .orElse(null);
        }
    }

    private String page(Request request, MultiMap parameters) {
        var hidden = List.of("client_key", "response_type", "redirect_uri", "state", "scope").stream()
                .filter(parameters::contains)
                .map(it -> "<input type=\"hidden\" name=\"" + it + "\" value=\"" + Html.escaped(parameters.get(it))
                        + "\">")
                .collect(Collectors.joining());
        var scopes = request.scopes().stream()
                .map(it -> "<label class=\"row\"><input type=\"checkbox\" name=\"granted\" checked value=\""
                        + Html.escaped(it) + "\"><span>" + Html.escaped(it) + "</span></label>")
                .collect(Collectors.joining());
        List<Account> all;
        synchronized (state) {
            all = List.copyOf(state.accounts.values());
        }
        var accounts = all.stream()
                .map(it -> "<label class=\"row\"><input type=\"radio\" name=\"account\" required value=\""
                        + Html.escaped(it.handle()) + "\"><img alt=\"\" src=\""
                        + Html.escaped(links.avatar(it.openId()))
                        + "\"><span><b>" + Html.escaped(it.displayName()) + "</b><small>@" + Html.escaped(it.handle())
                        + "</small></span></label>")
                .collect(Collectors.joining());
        return Html.resource("authorize.html")
                .replace("{{hidden}}", hidden)
                .replace("{{scopes}}", scopes)
                .replace("{{accounts}}", accounts)
                .replace(
                        "{{target}}",
                        Html.escaped(URI.create(request.redirectUri()).getHost()));
    }

    private static void answer(RoutingContext context, Runnable work) {
        try {
            work.run();
        } catch (Refused refused) {
            context.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .end(Html.resource("refused.html")
                            .replace("{{reason}}", Html.escaped(String.valueOf(refused.getMessage()))));
        }
    }

    private static void redirect(RoutingContext context, String target) {
        context.response().setStatusCode(302).putHeader("Location", target).end();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
