package dev.tributary.connector.tiktokbusiness;

import java.util.List;

/**
 * Our app at TikTok: its id and its active secrets, newest first. {@code toString} never shows a secret.
 *
 * <p>There is no such thing as an app without a secret: with an empty one, anybody could sign webhooks.
 */
record TikTokBusinessApp(String id, List<String> secrets) {

    TikTokBusinessApp {
        secrets = List.copyOf(secrets);
        if (id.isBlank()) {
            throw new IllegalStateException("tributary.tiktok.business.app-id is blank");
        }
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalStateException("tributary.tiktok.business.app-id is set, so"
                    + " tributary.tiktok.business.app-secret must be too, and none of the secrets may be empty");
        }
    }

    static TikTokBusinessApp of(TikTokBusinessConfig config) {
        var id = config.appId()
                .orElseThrow(() -> new IllegalStateException("tributary.tiktok.business.app-id is not set"));
        return new TikTokBusinessApp(id.strip(), config.appSecret().orElse(List.of()));
    }

    /** The secret to make calls with. */
    String secret() {
        return secrets.get(0);
    }

    @Override
    public String toString() {
        return "TikTokBusinessApp[" + id + "]";
    }
}
