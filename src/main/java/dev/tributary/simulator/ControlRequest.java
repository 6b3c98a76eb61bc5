package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One control call's parameters, with the people and posts they name already looked up. */
record ControlRequest(World world, List<String> values, MultiMap query, ObjectNode body) {

    /** Something was named that does not exist. */
    static final class Missing extends RuntimeException {
        Missing(String message) {
            super(message);
        }
    }

    String value(int index) {
        return values.get(index);
    }

    String text(String name) {
        var text = optional(name);
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("The field " + name + " is missing or is not text.");
        }
        return text;
    }

    @Nullable
    String optional(String name) {
        return body.path(name).textValue();
    }

    String text(String name, String absent) {
        var text = optional(name);
        return text == null ? absent : text;
    }

    int number(String name, int absent) {
        var node = body.path(name);
        if (node.isMissingNode()) {
            return absent;
        }
        if (!node.isInt()) {
            throw new IllegalArgumentException("The field " + name + " is not a whole number.");
        }
        return node.intValue();
    }

    boolean flag(String name, boolean absent) {
        return body.path(name).asBoolean(absent);
    }

    int limit() {
        var limit = query.get("limit");
        return limit == null ? 100 : Integer.parseInt(limit);
    }

    Account account() {
        return account(text("account"));
    }

    Account account(String handleOrOpenId) {
        return world.account(handleOrOpenId).orElseThrow(() -> new Missing("No account " + handleOrOpenId + "."));
    }

    Customer customer() {
        return customer(text("customer"));
    }

    Customer customer(String handleOrId) {
        return world.customer(handleOrId).orElseThrow(() -> new Missing("No customer " + handleOrId + "."));
    }

    Post post() {
        return world.post(text("post")).orElseThrow(() -> new Missing("No post " + text("post") + "."));
    }
}
