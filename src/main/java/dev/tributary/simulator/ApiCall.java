package dev.tributary.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.FileUpload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One API call's parameters, read as strictly as TikTok reads them. */
final class ApiCall {

    private final MultiMap parameters;
    private final @Nullable JsonNode body;
    private final List<FileUpload> uploads;
    private final List<Runnable> afterwards = new ArrayList<>();
    private @Nullable Account account;
    private @Nullable Grant grant;

    /** @param body the JSON of a POST; null means that parameters come from the query or from a form */
    ApiCall(MultiMap parameters, @Nullable JsonNode body, List<FileUpload> uploads) {
        this.parameters = parameters;
        this.body = body;
        this.uploads = uploads;
    }

    void actFor(Account actingAccount, Grant actingGrant) {
        account = actingAccount;
        grant = actingGrant;
    }

    Account account() {
        if (account == null) {
            throw new IllegalStateException("This call needs no account, so it has none.");
        }
        return account;
    }

    Grant grant() {
        if (grant == null) {
            throw new IllegalStateException("This call needs no token, so it has no grant.");
        }
        return grant;
    }

    String text(String name) {
        var value = optionalText(name);
        if (value == null || value.isEmpty()) {
            throw ApiRefusal.badParameter(name);
        }
        return value;
    }

    @Nullable
    String optionalText(String name) {
        if (body == null) {
            return parameters.get(name);
        }
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        // Ids are strings here although webhooks write some of them as numbers.
        if (!value.isTextual()) {
            throw ApiRefusal.badParameter(name);
        }
        return value.textValue();
    }

    <E extends Enum<E>> E oneOf(Class<E> type, String name) {
        return constant(type, name, text(name));
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name, String value) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw ApiRefusal.badParameter(name);
    }

    long number(String name, long absent, long least, long most) {
        var text = optionalText(name);
        if (text == null) {
            return absent;
        }
        try {
            var number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ApiRefusal.badParameter(name);
        }
        throw ApiRefusal.badParameter(name);
    }

    boolean flag(String name) {
        var text = optionalText(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ApiRefusal.badParameter(name);
    }

    JsonNode json(String name) {
        if (body != null) {
            return body.path(name);
        }
        var text = parameters.get(name);
        if (text == null) {
            return Json.MAPPER.missingNode();
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw ApiRefusal.badParameter(name);
        }
    }

    /** A list of strings; in a query it is JSON text, never repeated or comma-separated parameters. */
    @Nullable
    List<String> list(String name) {
        return strings(json(name), name);
    }

    static @Nullable List<String> strings(JsonNode array, String name) {
        if (array.isMissingNode() || array.isNull()) {
            return null;
        }
        if (!array.isArray()) {
            throw ApiRefusal.badParameter(name);
        }
        var items = new ArrayList<String>();
        for (var item : array) {
            if (!item.isTextual()) {
                throw ApiRefusal.badParameter(name);
            }
            items.add(item.textValue());
        }
        return items;
    }

    List<FileUpload> uploads() {
        return uploads;
    }

    /** Something to do once the answer is on its way. */
    void afterwards(Runnable task) {
        afterwards.add(task);
    }

    List<Runnable> afterwards() {
        return afterwards;
    }
}
