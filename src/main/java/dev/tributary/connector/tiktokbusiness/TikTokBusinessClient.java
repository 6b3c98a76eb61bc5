package dev.tributary.connector.tiktokbusiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.tiktokbusiness.wire.Answer;
import dev.tributary.connector.tiktokbusiness.wire.CleanText;
import dev.tributary.connector.tiktokbusiness.wire.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks TikTok's HTTP: one call, one bounded answer in a bounded time. Follows no redirect and repeats nothing.
 *
 * <p>Messages of its exceptions never hold a token or a secret, not even where TikTok repeats one.
 */
class TikTokBusinessClient {

    private static final Logger LOG = Logger.getLogger(TikTokBusinessClient.class);
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SECRET_LOOKING = Pattern.compile("\\b(?:act|rft)\\.[A-Za-z0-9!*._~-]+");

    private final String apiUrl;
    private final ErrorCodes codes;
    private final TikTokBusinessApp app;
    private final Duration callTimeout;
    private final Duration uploadTimeout;
    private final long maxAnswer;
    private final HttpClient http;

    TikTokBusinessClient(TikTokBusinessConfig config, TikTokBusinessApp app) {
        if (config.apiUrl().getHost() == null) {
            throw new IllegalStateException("tributary.tiktok.business.api-url is no web address: " + config.apiUrl());
        }
        this.apiUrl = config.apiUrl().toString().replaceAll("/+$", "");
        this.codes = new ErrorCodes(config.meaningOfCode());
        this.app = app;
        this.callTimeout = config.callTimeout();
        this.uploadTimeout = config.uploadTimeout();
        this.maxAnswer = config.maxAnswer().asLongValue();
        this.http = HttpClient.newBuilder()
                // One call per connection: a stuck one holds up nobody else.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .build();
    }

    /** @param path without the slash at the end, which every path of TikTok's has */
    <T> T get(String path, Map<String, String> query, Credentials credentials, Class<T> data)
            throws CallFailedException {
        var request = request(path, parameters(query), credentials).GET();
        return answer(call(request, null), data, true, credentials.accessToken());
    }

    /**
     * For what concerns the app and no account.
     *
     * @param secrets which of them the query holds
     */
    <T> T get(String path, Map<String, String> query, Class<T> data, String... secrets) throws CallFailedException {
        return answer(call(request(path, parameters(query), null).GET(), null), data, true, secrets);
    }

    private static String parameters(Map<String, String> query) {
        return query.entrySet().stream()
                .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    /**
     * For what concerns tokens.
     *
     * @param secrets which of them the body holds
     */
    <T> T post(String path, Object body, Class<T> data, String... secrets) throws CallFailedException {
        var watched = new WatchedBody(Json.write(body));
        return answer(call(posting(request(path, "", null), watched), watched), data, true, secrets);
    }

    /** For what only looks. */
    <T> T post(String path, Object body, Credentials credentials, Class<T> data) throws CallFailedException {
        var watched = new WatchedBody(Json.write(body));
        return answer(
                call(posting(request(path, "", credentials), watched), watched), data, true, credentials.accessToken());
    }

    /** For files. Nobody sees them before they are sent. */
    <T> T upload(String path, Multipart form, Credentials credentials, Class<T> data) throws CallFailedException {
        var request = request(path, "", credentials)
                .header("Content-Type", form.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()));
        return answer(call(request, null, uploadTimeout), data, false, credentials.accessToken());
    }

    /** For what people will see. Anything short of a clear answer is {@link Meaning#UNCERTAIN}. */
    <T> T send(String path, Object body, Credentials credentials, Class<T> data) throws CallFailedException {
        var watched = new WatchedBody(Json.write(body));
        return answer(
                call(posting(request(path, "", credentials), watched), watched),
                data,
                false,
                credentials.accessToken());
    }

    private HttpRequest.Builder request(String path, String query, @Nullable Credentials credentials)
            throws CallFailedException {
        var request = HttpRequest.newBuilder(URI.create(apiUrl + "/" + path + "/" + query))
                .header("Accept", "application/json");
        if (credentials != null) {
            if (!TOKEN.matcher(credentials.accessToken()).matches()) {
                throw new CallFailedException(
                        Meaning.UNAUTHORIZED,
                        null,
                        "The stored access token is damaged: connect the account again.",
                        null);
            }
            request.header("Access-Token", credentials.accessToken());
        }
        return request;
    }

    private static HttpRequest.Builder posting(HttpRequest.Builder request, WatchedBody body) {
        return request.header("Content-Type", "application/json").POST(body);
    }

    private HttpResponse<byte[]> call(HttpRequest.Builder builder, @Nullable WatchedBody body)
            throws CallFailedException {
        return call(builder, body, callTimeout);
    }

    private HttpResponse<byte[]> call(HttpRequest.Builder builder, @Nullable WatchedBody body, Duration timeout)
            throws CallFailedException {
        var request = builder.build();
        var pending = http.sendAsync(request, head -> new BoundedBody(maxAnswer));
        try {
            // Bounds the whole call; a time-out of the request itself would end with the first byte of the answer.
            return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw lost(request, body, "TikTok did not answer within " + timeout.toMillis() + " ms.", false);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw lost(request, body, "The call to TikTok was interrupted.", false);
        } catch (ExecutionException e) {
            var cause = rootOf(e);
            LOG.debugf(e, "%s %s failed", request.method(), request.uri().getPath());
            // No byte of ours is readable to anybody before the handshake is through.
            var beforeWeSpoke = cause instanceof SSLHandshakeException;
            throw lost(
                    request,
                    body,
                    "The connection to TikTok failed: " + cause.getClass().getSimpleName() + ".",
                    beforeWeSpoke);
        }
    }

    private static CallFailedException lost(
            HttpRequest request, @Nullable WatchedBody body, String message, boolean beforeWeSpoke) {
        LOG.debugf("%s %s: %s", request.method(), request.uri().getPath(), message);
        var unsent = beforeWeSpoke || (body != null && !body.begun());
        return new CallFailedException(unsent ? Meaning.UNSENT : Meaning.UNCERTAIN, null, message, null);
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && !(cause instanceof SSLHandshakeException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private <T> T answer(HttpResponse<byte[]> response, Class<T> type, boolean partlyWillDo, String... secrets)
            throws CallFailedException {
        var status = response.statusCode();
        var answer = envelope(response.body());
        var code = answer == null ? null : answer.code();
        LOG.debugf(
                "%s answered %d with code %s (request %s)",
                response.uri().getPath(), status, code, answer == null ? null : answer.requestId());
        // A redirect is nobody's answer, whatever its body says: this server does not talk to strangers.
        if (answer == null || code == null || status / 100 == 3) {
            throw withoutEnvelope(response);
        }
        if (code == ErrorCodes.OK && status / 100 != 2) {
            throw new CallFailedException(
                    Meaning.UNCERTAIN, "HTTP " + status, "TikTok answered HTTP " + status + " and yet success.", null);
        }
        if (code != ErrorCodes.OK && !(partlyWillDo && code == ErrorCodes.PARTLY_OK)) {
            throw refused(code, answer.message(), response, secrets);
        }
        return data(answer, type);
    }

    private static @Nullable Answer envelope(byte[] body) {
        try {
            return Json.bind(Json.parse(Json.text(body)).node(), Answer.class);
        } catch (JsonProcessingException e) {
            LOG.debug("An answer of TikTok's is no JSON", e);
            return null;
        }
    }

    private static <T> T data(Answer answer, Class<T> type) throws CallFailedException {
        try {
            // What is missing, or is no object, leaves every field of it empty.
            var data = answer.data() == null ? null : Json.bind(answer.data(), type);
            return data == null ? Json.empty(type) : data;
        } catch (JsonProcessingException e) {
            LOG.debug("The data of an answer of TikTok's cannot be read", e);
            throw new CallFailedException(Meaning.UNCERTAIN, null, "TikTok's answer cannot be read.", null);
        }
    }

    private CallFailedException refused(
            long code, @Nullable String message, HttpResponse<byte[]> response, String... secrets) {
        var number = Math.toIntExact(Math.max(-1, Math.min(code, Integer.MAX_VALUE)));
        return new CallFailedException(
                codes.meaning(number, message),
                Long.toString(code),
                codes.explain(number, message == null ? null : withoutSecrets(message, secrets)),
                retryAfter(response));
    }

    /** What the gateway in front of TikTok's API says: nothing but a status counts. */
    private static CallFailedException withoutEnvelope(HttpResponse<byte[]> response) {
        var status = response.statusCode();
        var meaning = switch (status) {
            case 401 -> Meaning.UNAUTHORIZED;
            case 403 -> Meaning.FORBIDDEN;
            case 429 -> Meaning.THROTTLED;
            case 400, 404, 405, 413, 414, 415, 431 -> Meaning.REFUSED;
            default -> Meaning.UNCERTAIN;
        };
        return new CallFailedException(
                meaning,
                "HTTP " + status,
                "TikTok answered HTTP " + status + " with nothing that can be read.",
                retryAfter(response));
    }

    private static @Nullable Duration retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(it -> SECONDS.matcher(it).matches())
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .orElse(null);
    }

    private String withoutSecrets(String message, String... secrets) {
        var safe = message;
        for (var secret : secrets) {
            safe = safe.replace(secret, "…");
        }
        for (var secret : app.secrets()) {
            safe = safe.replace(secret, "…");
        }
        return CleanText.quoted(SECRET_LOOKING.matcher(safe).replaceAll("…"));
    }

    /** Strict: TikTok takes a plus sign for a plus sign, and its ids are full of them. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
