package dev.tributary.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkus.logging.Log;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPingMessage;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stream that browsers and programs listen to.
 *
 * <p>Nothing here blocks: a handler that does queues whatever a client sends without bound. What a client sends is
 * answered with constants only, so that nothing of ours can leak into an answer.
 */
@WebSocket(path = "/api/stream")
class StreamSocket {

    private static final String PONG = "{\"type\":\"pong\"}";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String UNKNOWN_FRAME = "{\"type\":\"error\",\"code\":\"unknown-frame\"}";
    private static final CloseReason TOO_LONG = new CloseReason(1009, "too-long");
    private static final CloseReason FAILED = new CloseReason(1011, "failed");

    private final Connections connections;
    private final StreamTails tails;
    private final Rights rights;
    private final Heartbeats heartbeats;
    private final RealtimeConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    StreamSocket(
            Connections connections,
            StreamTails tails,
            Rights rights,
            Heartbeats heartbeats,
            RealtimeConfig config,
            ObjectMapper json,
            Clock clock) {
        this.connections = connections;
        this.tails = tails;
        this.rights = rights;
        this.heartbeats = heartbeats;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    @OnOpen
    @NonBlocking
    void open(WebSocketConnection socket) {
        var admitted = Objects.requireNonNull(socket.userData().get(StreamUpgrade.ADMITTED));
        var connection = new StreamConnection(socket, admitted, config, clock);
        if (!connections.add(socket.id(), connection)) {
            connection.close(StreamConnection.TOO_MANY);
            return;
        }
        admitted.points().forEach((store, point) -> tails.join(store, connection, point));
        rights.checkSoon(admitted.login().agent());
        heartbeats.flushSoon();
    }

    @OnTextMessage
    @NonBlocking
    void receive(String text, WebSocketConnection socket) {
        var frame = read(text);
        switch (frame.path("type").asText()) {
            case "ping" -> answer(socket, PONG);
            case "looking" -> look(socket, frame.path("conversation").asText(""));
            default -> answer(socket, UNKNOWN_FRAME);
        }
    }

    @OnBinaryMessage
    @NonBlocking
    void receive(Buffer bytes, WebSocketConnection socket) {
        answer(socket, UNKNOWN_FRAME);
    }

    // Answered by the protocol itself; counted, because a flood of them is a flood too.
    @OnPingMessage
    @NonBlocking
    void pinged(Buffer payload, WebSocketConnection socket) {
        count(socket);
    }

    @OnPongMessage
    @NonBlocking
    void ponged(Buffer payload, WebSocketConnection socket) {
        count(socket);
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection socket) {
        var connection = connections.remove(socket.id());
        if (connection != null) {
            connection.markClosed();
            tails.leave(connection);
            heartbeats.closed(connection);
        }
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection socket) {
        Log.debugf(failure, "Connection %s failed", socket.id());
        var connection = connections.find(socket.id());
        if (connection != null) {
            connection.close(reason(failure));
        }
    }

    /** The protocol has a code for each way to break it. */
    private static CloseReason reason(Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException it) {
            return new CloseReason(it.closeStatus().code(), "broken-frame");
        }
        // What the framework makes of a message whose parts together are too long.
        return failure instanceof IllegalStateException ? TOO_LONG : FAILED;
    }

    private void answer(WebSocketConnection socket, String text) {
        var connection = connections.find(socket.id());
        if (connection != null && connection.accepts()) {
            connection.send(text);
        }
    }

    private void count(WebSocketConnection socket) {
        var connection = connections.find(socket.id());
        if (connection != null) {
            connection.accepts();
        }
    }

    /** What is open there: a conversation, or nothing. Said only to be told to colleagues, so it is not answered. */
    private void look(WebSocketConnection socket, String conversation) {
        var connection = connections.find(socket.id());
        if (connection != null && connection.accepts() && connection.looksAt(idOf(conversation))) {
            heartbeats.flushSoon();
        }
    }

    private static @Nullable UUID idOf(String text) {
        return ID.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            Log.trace("A frame is no JSON", e);
            return MissingNode.getInstance();
        }
    }
}
