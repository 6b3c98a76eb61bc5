package dev.tributary.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at fixed times, whether or not the earlier ones were answered, over connections that stay open.
 *
 * <p>Latency counts from when a request was due: a server, or a client, that stalls makes everything behind it late,
 * and that is measured. One thread, which looks every tenth of a millisecond.
 */
final class OpenLoop implements AutoCloseable {

    private static final long LOOK_EVERY_NANOS = 100_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final Selector selector = Selector.open();
    private final ArrayDeque<Line> free = new ArrayDeque<>();

    OpenLoop(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            var line = new Line(channel);
            channel.register(selector, SelectionKey.OP_READ, line);
            free.add(line);
        }
    }

    /**
     * What came of the load.
     *
     * @param latency in nanoseconds
     * @param seconds from the first request to the last answer
     */
    record Outcome(Histogram latency, long accepted, long refused, double seconds) {

        double perSecond() {
            return (accepted + refused) / seconds;
        }
    }

    /**
     * @param begin when the first is due, as {@link System#nanoTime()} counts
     * @param requests made before, so that making them is not measured; asked for each number once
     */
    Outcome run(int total, double rate, long begin, IntFunction<byte[]> requests) throws IOException {
        var tally = new Tally();
        var sent = 0;
        while (tally.answered < total) {
            var progress = receive(tally);
            var now = System.nanoTime();
            while (sent < total && !free.isEmpty() && dueAt(begin, sent, rate) <= now) {
                free.remove().send(requests.apply(sent), dueAt(begin, sent, rate));
                sent++;
                progress = true;
            }
            if (!progress) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            if (System.nanoTime() - Math.max(tally.lastAnswer, begin) > PATIENCE_NANOS) {
                throw new IOException("No answer for a minute, " + tally.answered + " of " + total + " came");
            }
        }
        return new Outcome(
                tally.latency, tally.accepted, tally.answered - tally.accepted, (tally.lastAnswer - begin) / 1e9);
    }

    private static long dueAt(long begin, int number, double rate) {
        return begin + (long) (number * (1e9 / rate));
    }

    private boolean receive(Tally tally) throws IOException {
        if (selector.selectNow() == 0) {
            return false;
        }
        for (var key : selector.selectedKeys()) {
            var line = (Line) key.attachment();
            if (line.receive(tally)) {
                free.add(line);
            }
        }
        selector.selectedKeys().clear();
        return true;
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private static final class Tally {
        private final Histogram latency = new Histogram(3);
        private long answered;
        private long accepted;
        private long lastAnswer;
    }

    /** A connection with at most one request under way. */
    private static final class Line {

        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(4_096);
        private long due;

        Line(SocketChannel channel) {
            this.channel = channel;
        }

        void send(byte[] request, long dueAt) throws IOException {
            due = dueAt;
            var bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    Thread.onSpinWait(); // a request is far smaller than the socket's buffer
                }
            }
        }

        /** True once the whole answer is here. Webhooks are answered without a body. */
        boolean receive(Tally tally) throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("The server hung up");
            }
            if (!endsHead()) {
                return false;
            }
            var status = new String(answer.array(), 9, 3, StandardCharsets.ISO_8859_1);
            answer.clear();
            tally.lastAnswer = System.nanoTime();
            tally.latency.recordValue(tally.lastAnswer - due);
            tally.answered++;
            if (status.equals("200")) {
                tally.accepted++;
            }
            return true;
        }

        private boolean endsHead() {
            var at = answer.position() - END_OF_HEAD.length;
            return at > 0 && java.util.Arrays.equals(answer.array(), at, answer.position(), END_OF_HEAD, 0, 4);
        }
    }
}
