package dev.tributary.connector.tiktokbusiness;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow.Subscriber;

/** A request body that knows whether anybody began to send it. If nobody did, TikTok cannot have acted on it. */
class WatchedBody implements BodyPublisher {

    private final BodyPublisher body;
    private volatile boolean begun;

    WatchedBody(String json) {
        this.body = BodyPublishers.ofString(json, StandardCharsets.UTF_8);
    }

    boolean begun() {
        return begun;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        begun = true;
        body.subscribe(subscriber);
    }
}
