package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Automatic messages are not simulated. Saying so in TikTok's words is better than a path that does not exist. */
final class AutoMessageApi {

    private static final int NOT_WHITELISTED = 40118;

    List<Endpoint> endpoints() {
        return List.of(
                refusing(HttpMethod.POST, "create/"),
                refusing(HttpMethod.POST, "update/"),
                refusing(HttpMethod.POST, "status/update/"),
                refusing(HttpMethod.GET, "get/"),
                refusing(HttpMethod.POST, "delete/"),
                refusing(HttpMethod.POST, "sort/"));
    }

    private static Endpoint refusing(HttpMethod method, String name) {
        return Endpoint.messaging(
                method, "business/message/auto_message/" + name, "message.list.manage", AutoMessageApi::refuse);
    }

    private static ObjectNode refuse(ApiCall call) {
        throw new ApiRefusal(NOT_WHITELISTED, "Automatic messages are not available to this account.");
    }
}
