package dev.tributary.store.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.Platform;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountBinding;
import dev.tributary.store.BindingOutcome;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.Visitor;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Where TikTok sends the browser back. A person looks at what is answered, so it is always a page, and always the same
 * one: nothing that came in decides where the browser goes.
 */
@Path("/oauth/tiktok")
class OauthCallbackResource {

    /** What a rule counts, as the problem document has it. */
    private static final List<String> COUNTS = List.of("used", "limit", "boundTo");

    private final StoreAccess access;
    private final CurrentAgent current;
    private final AccountBinding binding;

    OauthCallbackResource(StoreAccess access, CurrentAgent current, AccountBinding binding) {
        this.access = access;
        this.current = current;
        this.binding = binding;
    }

    @GET
    @Path("business/callback")
    @PermitAll // whoever is not logged in gets a page too
    @Operation(summary = "Ends binding a TikTok account; answers a redirect to a page that says how it went")
    public Response business(@RestQuery @Nullable String state, @RestQuery @Nullable String code) {
        return page(complete(Platform.TIKTOK_BUSINESS, state, code));
    }

    @GET
    @Path("shop/callback")
    @PermitAll
    @Operation(summary = "Ends binding a TikTok shop; answers a redirect to a page that says how it went")
    public Response shop(@RestQuery @Nullable String state, @RestQuery @Nullable String code) {
        return page(complete(Platform.TIKTOK_SHOP, state, code));
    }

    private BindingOutcome complete(Platform platform, @Nullable String state, @Nullable String code) {
        var visitor =
                current.isKnown() ? new Visitor(current.id(), current.session().orElse(null)) : Visitor.STRANGER;
        var outcome = binding.complete(platform, visitor, state == null ? "" : state, code);
        if (outcome.result() != BindingOutcome.Result.EXPIRED) {
            return outcome;
        }
        // Beginning anew would help neither of these.
        try {
            access.requireRole(Permission.MANAGE_STORE);
            return outcome;
        } catch (ProblemException notAnAdmin) {
            return BindingOutcome.refused(null, notAnAdmin);
        }
    }

    private Response page(BindingOutcome outcome) {
        var query = new StringJoiner("&");
        add(query, "result", outcome.result().name().toLowerCase(Locale.ROOT));
        add(query, "rule", outcome.rule());
        add(query, "account", outcome.handle());
        add(query, "store", outcome.store());
        add(query, "found", outcome.found());
        COUNTS.forEach(it -> add(query, it, outcome.counts().get(it)));
        // A program's answer may be brought by a browser that nobody is logged in to.
        if (current.isKnown() && outcome.counts().get("accounts") instanceof Collection<?> accounts) {
            accounts.forEach(it -> add(query, "accounts", it));
        }
        // As a plain header: a URI would be made absolute with whatever the Host header says.
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, "/bound?" + query)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static void add(StringJoiner query, String name, @Nullable Object value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value.toString(), UTF_8));
        }
    }
}
