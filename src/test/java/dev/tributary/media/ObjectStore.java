package dev.tributary.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An object store that speaks as much of S3 as we use, over HTTP. It is as strict as Amazon's about who calls: the
 * signature (version 4) is computed anew from what arrived, the body included. As many others do, it knows no body that
 * is signed in pieces (aws-chunked).
 */
final class ObjectStore implements AutoCloseable {

    static final String KEY = "AKIATRIBUTARY";
    static final String SECRET = "kept/in+a/safe";
    static final String REGION = "ap-southeast-1";

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=" + KEY
            + "/(?<scope>(?<day>\\d{8})/" + REGION + "/s3/aws4_request), ?SignedHeaders=(?<headers>[a-z0-9;-]+),"
            + " ?Signature=(?<signature>[0-9a-f]{64})");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final HttpServer server;
    private final String bucket;
    private final Map<String, Kept> objects = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Instant now;
    private final AtomicInteger ill = new AtomicInteger();

    private record Kept(byte[] bytes, Instant at) {}

    ObjectStore(String bucket, Instant now) throws IOException {
        this.bucket = bucket;
        this.now = now;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void setTime(Instant now) {
        this.now = now;
    }

    /** The next requests are answered as by a store that is ill. */
    void failNext(int requests) {
        ill.set(requests);
    }

    List<String> names() {
        return objects.keySet().stream().sorted().toList();
    }

    List<String> calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var body = call.getRequestBody().readAllBytes();
            var path = call.getRequestURI().getRawPath();
            calls.add(call.getRequestMethod() + " " + path);
            if (ill.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
                refuse(call, 503, "SlowDown");
            } else if (!signed(call, body)) {
                refuse(call, 403, "SignatureDoesNotMatch");
            } else if (!path.startsWith("/" + bucket + "/")) {
                refuse(call, 404, "NoSuchBucket");
            } else {
                answer(call, path.substring(bucket.length() + 2), body);
            }
        }
    }

    private void answer(HttpExchange call, String name, byte[] body) throws IOException {
        var kept = objects.get(name);
        switch (call.getRequestMethod()) {
            case "PUT" -> {
                objects.put(name, new Kept(body, now));
                call.getResponseHeaders().set("ETag", "\"" + sha256(body) + "\"");
                call.sendResponseHeaders(200, -1);
            }
            case "DELETE" -> {
                objects.remove(name);
                call.sendResponseHeaders(204, -1);
            }
            case "HEAD", "GET" -> {
                if (kept == null) {
                    refuse(call, 404, "NoSuchKey");
                } else {
                    give(call, kept);
                }
            }
            default -> refuse(call, 405, "MethodNotAllowed");
        }
    }

    private static void give(HttpExchange call, Kept kept) throws IOException {
        var headers = call.getResponseHeaders();
        headers.set(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(kept.at().atOffset(ZoneOffset.UTC)));
        if (call.getRequestMethod().equals("HEAD")) {
            call.sendResponseHeaders(200, -1);
            return;
        }
        var range = RANGE.matcher(String.valueOf(call.getRequestHeaders().getFirst("Range")));
        var part = kept.bytes();
        if (range.matches()) {
            var end = Math.min(part.length, Integer.parseInt(range.group(2)) + 1);
            part = Arrays.copyOfRange(part, Integer.parseInt(range.group(1)), end);
        }
        call.sendResponseHeaders(range.matches() ? 206 : 200, part.length == 0 ? -1 : part.length);
        call.getResponseBody().write(part);
    }

    private static void refuse(HttpExchange call, int status, String code) throws IOException {
        var text = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>No</Message></Error>";
        call.getResponseHeaders().set("Content-Type", "application/xml");
        if (call.getRequestMethod().equals("HEAD")) {
            call.sendResponseHeaders(status, -1);
        } else {
            call.sendResponseHeaders(status, text.length());
            call.getResponseBody().write(text.getBytes(UTF_8));
        }
    }

    private static boolean signed(HttpExchange call, byte[] body) {
        var headers = call.getRequestHeaders();
        var claim = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
        var date = String.valueOf(headers.getFirst("x-amz-date"));
        var digest = String.valueOf(headers.getFirst("x-amz-content-sha256"));
        var unsigned = body.length == 0 && digest.equals("UNSIGNED-PAYLOAD");
        if (!claim.matches()
                || !(unsigned || digest.equals(sha256(body)))
                || !date.startsWith(claim.group("day") + "T")) {
            return false;
        }
        var names = List.of(claim.group("headers").split(";", -1));
        if (!names.containsAll(List.of("host", "x-amz-content-sha256", "x-amz-date"))) {
            return false;
        }
        var query = call.getRequestURI().getRawQuery();
        var request = String.join(
                "\n",
                call.getRequestMethod(),
                call.getRequestURI().getRawPath(),
                query == null ? "" : query,
                names.stream()
                        .map(it -> it + ":" + String.join(",", headers.get(it)).strip() + "\n")
                        .collect(joining()),
                claim.group("headers"),
                digest);
        var text = String.join("\n", "AWS4-HMAC-SHA256", date, claim.group("scope"), sha256(request.getBytes(UTF_8)));
        var key = ("AWS4" + SECRET).getBytes(UTF_8);
        for (var part : claim.group("scope").split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text)).equals(claim.group("signature"));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
