package dev.tributary.platform.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has every connection to the server read by a {@link StrictRequestDecoder}. Vert.x leaves no choice of decoder, so it is
 * exchanged when a connection is opened, by the means that Netty has for such rules.
 *
 * <p>Connections that the server itself encrypts keep Vert.x's decoder: it comes only after their handshake. Public and
 * with a public constructor because Netty makes it, through {@link java.util.ServiceLoader}.
 */
public final class StrictConnections extends ChannelInitializerExtension {

    /** Static, because nothing but Netty has the instance. */
    private static volatile @Nullable Supplier<StrictRequestDecoder> decoders;

    /** To be called before Netty is first used, which looks once. */
    public static void enable() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** From now on, with these limits. */
    static void begin(HttpServerOptions options, Duration headTimeout) {
        decoders = () -> new StrictRequestDecoder(options, headTimeout);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        var strict = decoders;
        if (strict != null) {
            channel.pipeline().addFirst(new Exchange(strict));
        }
    }

    /** Once the connection is registered, its handlers are complete; nothing is read before that. */
    private static final class Exchange extends ChannelInboundHandlerAdapter {

        private final Supplier<StrictRequestDecoder> decoders;

        Exchange(Supplier<StrictRequestDecoder> decoders) {
            this.decoders = decoders;
        }

        @Override
        public void channelRegistered(ChannelHandlerContext context) throws Exception {
            var pipeline = context.pipeline();
            var lenient = pipeline.context(VertxHttpRequestDecoder.class);
            if (lenient != null) {
                pipeline.replace(lenient.name(), lenient.name(), decoders.get());
            }
            super.channelRegistered(context);
            pipeline.remove(this);
        }
    }
}
