package dev.tributary.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Addresses of pictures and media; like TikTok's they carry the second at which they expire. */
final class Links {

    private static final Duration PICTURES_LAST = Duration.ofDays(2);

    private final SimulatorClock clock;
    private volatile String base = "";

    Links(SimulatorClock clock) {
        this.clock = clock;
    }

    void startAt(String publicUrl) {
        base = publicUrl;
    }

    String avatar(String personId) {
        return base + "/img/avatar/" + encoded(personId) + ".png?x-expires=" + expires(PICTURES_LAST);
    }

    String cover(String postId) {
        return base + "/img/cover/" + postId + ".png?x-expires=" + expires(PICTURES_LAST);
    }

    String media(String mediaId, Duration lasts) {
        return base + "/media/" + encoded(mediaId) + "?x-expires=" + expires(lasts);
    }

    String commentImage(String mediaId) {
        return base + "/img/comment/" + encoded(mediaId);
    }

    private long expires(Duration lasts) {
        return clock.instant().plus(lasts).getEpochSecond();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
