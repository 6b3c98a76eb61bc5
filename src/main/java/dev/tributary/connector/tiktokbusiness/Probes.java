package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.RawWebhook;
import dev.tributary.connector.tiktokbusiness.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes webhooks of a kind that TikTok does not have: signed like its own, and read as nothing. */
class Probes {

    static final String EVENT = "tributary.self_test";

    private final String appId;
    private final TikTokSignature signature;
    private final Clock clock;

    Probes(String appId, TikTokSignature signature, Clock clock) {
        this.appId = appId;
        this.signature = signature;
        this.clock = clock;
    }

    RawWebhook of(AccountRef account) {
        var now = clock.instant();
        var body = Json.write(Map.of(
                        "client_key", appId,
                        "event", EVENT,
                        "create_time", now.getEpochSecond(),
                        "user_openid", account.externalId(),
                        "content", Json.write(Map.of("probe", UUID.randomUUID().toString()))))
                .getBytes(StandardCharsets.UTF_8);
        return new RawWebhook(body, Map.of(TikTokSignature.HEADER, List.of(signature.sign(body, now))));
    }
}
