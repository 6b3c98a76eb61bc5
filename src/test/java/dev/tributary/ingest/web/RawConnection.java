package dev.tributary.ingest.web;

import dev.tributary.testing.Hook;
import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection without a library that would put a request right. */
final class RawConnection implements AutoCloseable {

    /** The status of an answer that never came, because the connection was cut. */
    static final int CUT = -1;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection() {
        try {
            socket = new Socket("localhost", RestAssured.port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Delivers a body with a header that a library would not send. */
    static int statusOf(byte[] body, String signature) {
        try (var connection = new RawConnection()) {
            connection.send(head("Content-Length: " + body.length, "TikTok-Signature: " + signature));
            connection.send(body);
            return connection.status();
        }
    }

    static String head(String... headers) {
        return "POST " + Hook.PATH + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        if (!trySend(bytes)) {
            throw new AssertionError("the connection was cut before everything was sent");
        }
    }

    /** False once the other side has hung up. */
    boolean trySend(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return true;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of the next answer, whose head is read and whose body must be empty. */
    int status() {
        var head = head();
        return head.isEmpty() ? CUT : Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** Whether the other side has hung up, or does so within its time. */
    boolean isCut() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head() {
        var head = new StringBuilder();
        try {
            while (!head.toString().endsWith("\r\n\r\n")) {
                var next = in.read();
                if (next < 0) {
                    return "";
                }
                head.append((char) next);
            }
        } catch (SocketException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
