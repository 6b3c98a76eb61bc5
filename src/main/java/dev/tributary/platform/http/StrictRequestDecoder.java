package dev.tributary.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests as Vert.x does, but does not wait for ever for the head of one, and refuses a body whose length is
 * told in two ways: of those, two readers may see two different requests (RFC 9112, section 6.1).
 *
 * <p>Only a head that has begun is waited for. A connection that rests between requests is the idle timeout's, a body
 * is whoever's reads it, and a WebSocket has no decoder of requests any more.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private final Duration headTimeout;
    private boolean headIsRead;
    private @Nullable Future<?> deadline;

    StrictRequestDecoder(HttpServerOptions options, Duration headTimeout) {
        super(options);
        this.headTimeout = headTimeout;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (!headIsRead && deadline == null) {
            await(context);
        }
        var before = out.size();
        super.decode(context, in, out);
        for (var it : out.subList(before, out.size())) {
            if (it instanceof HttpRequest) {
                headIsRead = true;
                cancel();
            }
            if (it instanceof LastHttpContent) {
                headIsRead = false;
            }
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        // What is thrown here makes the request one that is answered 400 and hung up on.
        throw new IllegalArgumentException("A body is either chunked or has a Content-Length");
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        cancel();
        super.handlerRemoved0(context);
    }

    private void await(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> hangUp(context), headTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void hangUp(ChannelHandlerContext context) {
        deadline = null;
        if (context.channel().config().isAutoRead()) {
            var unused = context.close(); // nobody waits for that
        } else {
            // It is us who do not read, because the request before this one is not answered yet.
            await(context);
        }
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
