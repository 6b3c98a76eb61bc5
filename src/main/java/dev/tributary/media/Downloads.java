package dev.tributary.media;

import dev.tributary.connector.MediaAddress;
import dev.tributary.media.DownloadFailedException.Why;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a file from an address that came from outside: only from an allowed host, only from the very network address
 * that was found to be public, no further than that (no redirect is followed), and no more bytes and time than allowed.
 * Blocks; use it on a thread of your own.
 */
final class Downloads implements AutoCloseable {

    private static final Object END = new Object();
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final AllowedHosts hosts;
    private final Resolver resolver;
    private final long maxBytes;
    private final Duration patience;
    private final HttpClient http;

    Downloads(Vertx vertx, AllowedHosts hosts, Resolver resolver, long maxBytes, Duration patience) {
        this.hosts = hosts;
        this.resolver = resolver;
        this.maxBytes = maxBytes;
        this.patience = patience;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                // Another address may stand behind the same name the next time.
                .setKeepAlive(false)
                .setMaxPoolSize(64)
                .setVerifyHost(true)
                // What is sent packed stays packed, so it cannot grow here.
                .setDecompressionSupported(false)
                .setConnectTimeout((int) CONNECT.toMillis()));
    }

    /** Finds the network addresses behind a name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Writes what the address gives into the file. */
    void fetch(MediaAddress address, Path into) throws DownloadFailedException, IOException {
        var deadline = System.nanoTime() + patience.toNanos();
        var uri = address.address();
        if (!hosts.allow(uri)) {
            throw new DownloadFailedException(Why.NOT_ALLOWED, "The host is none that media are fetched from");
        }
        var options = pinned(uri, found(uri));
        address.headers().forEach(options::putHeader);
        var body = new LinkedBlockingQueue<Object>();
        var response = ask(options, body, deadline);
        try (var out = Files.newOutputStream(into)) {
            judge(response);
            copy(response, body, out, deadline);
        } finally {
            response.request().reset();
        }
    }

    private InetAddress found(URI uri) throws DownloadFailedException {
        try {
            var all = resolver.resolve(uri.getHost());
            for (var it : all) {
                if (!hosts.allow(uri, it)) {
                    throw new DownloadFailedException(
                            Why.NOT_ALLOWED, "The host leads to an address that is not public");
                }
            }
            return all[0];
        } catch (UnknownHostException e) {
            throw new DownloadFailedException(Why.UNREACHABLE, "The host is unknown");
        }
    }

    /** Connects to what was judged, and speaks to the name: it goes into the certificate check and the Host header. */
    private static RequestOptions pinned(URI uri, InetAddress found) {
        var ssl = "https".equalsIgnoreCase(uri.getScheme());
        var port = uri.getPort() == -1 ? 443 : uri.getPort();
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, found.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(ssl)
                .setFollowRedirects(false)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private HttpClientResponse ask(RequestOptions options, BlockingQueue<Object> body, long deadline)
            throws DownloadFailedException {
        var answer = http.request(options).compose(request -> {
            // Before it is sent: whoever listens only when the answer is there may find that it is over.
            var listening = request.response().map(response -> listen(response, body));
            return request.end().compose(sent -> listening);
        });
        try {
            return answer.toCompletionStage().toCompletableFuture().get(left(deadline), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new DownloadFailedException(
                    Why.UNREACHABLE,
                    "The host did not answer: " + cause.getClass().getSimpleName());
        } catch (TimeoutException e) {
            answer.onSuccess(late -> late.request().reset());
            throw slow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadFailedException(Why.UNREACHABLE, "The server is stopping");
        }
    }

    /** Every piece is asked for, so that no more of it is in memory than is being written. */
    private static HttpClientResponse listen(HttpClientResponse response, BlockingQueue<Object> body) {
        response.pause();
        response.handler(body::add);
        response.exceptionHandler(body::add);
        response.endHandler(it -> body.add(END));
        response.fetch(1);
        return response;
    }

    private void judge(HttpClientResponse response) throws DownloadFailedException {
        var status = response.statusCode();
        if (status == 403 || status == 404 || status == 410) {
            throw new DownloadFailedException(Why.GONE, "The host answered " + status);
        }
        if (status / 100 == 3) {
            throw new DownloadFailedException(Why.NOT_ALLOWED, "The host wanted to lead on to another address");
        }
        if (status != 200) {
            throw new DownloadFailedException(Why.UNREACHABLE, "The host answered " + status);
        }
        var length = response.getHeader("Content-Length");
        if (length != null && length.length() < 19 && length.matches("[0-9]+") && Long.parseLong(length) > maxBytes) {
            throw tooLarge();
        }
    }

    private void copy(HttpClientResponse response, BlockingQueue<Object> body, OutputStream out, long deadline)
            throws DownloadFailedException, IOException {
        var written = 0L;
        while (true) {
            var next = next(body, deadline);
            if (next == END) {
                return;
            }
            if (!(next instanceof Buffer piece)) {
                throw new DownloadFailedException(Why.UNREACHABLE, "The host hung up");
            }
            written += piece.length();
            if (written > maxBytes) {
                throw tooLarge();
            }
            out.write(piece.getBytes());
            response.fetch(1);
        }
    }

    private static Object next(BlockingQueue<Object> body, long deadline) throws DownloadFailedException {
        try {
            var next = body.poll(left(deadline), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw slow();
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadFailedException(Why.UNREACHABLE, "The server is stopping");
        }
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    private static DownloadFailedException slow() {
        return new DownloadFailedException(Why.UNREACHABLE, "The host took too long");
    }

    private DownloadFailedException tooLarge() {
        return new DownloadFailedException(Why.TOO_LARGE, "It has more than " + maxBytes + " bytes");
    }

    @Override
    public void close() {
        http.close();
    }
}
