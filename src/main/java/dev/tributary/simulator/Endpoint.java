package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One documented call.
 *
 * @param path behind the API's root, ending in a slash
 * @param kind whether it needs a token, and which limits count it
 * @param scope what the token must allow; null means that any will do
 */
record Endpoint(
        HttpMethod method, String path, Kind kind, @Nullable String scope, Handler handler) {

    enum Kind {
        /** Knows the app by its secret, not an account by its token. */
        APP,
        MESSAGING,
        ACCOUNTS
    }

    /** Answers the {@code data} of the envelope. */
    @FunctionalInterface
    interface Handler {
        ObjectNode handle(ApiCall call);
    }

    static Endpoint app(HttpMethod method, String path, Handler handler) {
        return new Endpoint(method, path, Kind.APP, null, handler);
    }

    static Endpoint messaging(HttpMethod method, String path, String scope, Handler handler) {
        return new Endpoint(method, path, Kind.MESSAGING, scope, handler);
    }

    static Endpoint accounts(HttpMethod method, String path, String scope, Handler handler) {
        return new Endpoint(method, path, Kind.ACCOUNTS, scope, handler);
    }
}
