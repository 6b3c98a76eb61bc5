package dev.tributary.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator starts. Everything that may change while it runs is in {@link Rules} and {@link WebhookBehaviour}.
 *
 * @param port 0 takes any free port
 * @param publicUrl where browsers and servers reach the simulator; null means the address it is bound to
 * @param redirectUris where a consent may lead back to; empty allows any absolute address
 * @param approvedScopes what the app was approved for; asking for anything else refuses the whole consent
 * @param directory where the world is kept between runs; null keeps it in memory
 * @param seed makes ids, drops and covers the same in every run; null draws them freely
 * @param keepMessages how many messages a conversation, and comments a post, remembers
 */
public record SimulatorOptions(
        String host,
        int port,
        @Nullable String publicUrl,
        String appId,
        String appSecret,
        String apiPath,
        String authorizePath,
        List<String> redirectUris,
        List<String> approvedScopes,
        @Nullable Path directory,
        Clock clock,
        @Nullable Long seed,
        int keepMessages) {

    public static final String APP_ID = "7364000000000000001";
    public static final String APP_SECRET = "simulator-app-secret";

    /** Every scope that TikTok prints in its own sample answer. */
    public static final List<String> ALL_SCOPES = List.of(
            "message.list.read",
            "message.list.send",
            "message.list.manage",
            "comment.list",
            "comment.list.manage",
            "video.list",
            "video.insights",
            "video.upload",
            "video.publish",
            "user.info.basic",
            "user.info.username",
            "user.info.profile",
            "user.info.stats",
            "user.account.type",
            "user.insights",
            "biz.brand.insights",
            "biz.spark.auth",
            "biz.ads.recommend",
            "biz.creator.info",
            "biz.creator.insights",
            "tcm.order.update");

    public SimulatorOptions {
        Objects.requireNonNull(clock);
        redirectUris = List.copyOf(redirectUris);
        approvedScopes = List.copyOf(approvedScopes);
        if (appSecret.isBlank()) {
            throw new IllegalArgumentException("The app secret is empty, so webhooks could not be signed.");
        }
        if (keepMessages < 20) {
            throw new IllegalArgumentException(
                    "keepMessages is " + keepMessages + "; the message list alone shows 20.");
        }
    }

    /** Any free port on loopback, in memory, on the machine's clock: what a test wants. */
    public static SimulatorOptions inMemory() {
        return new SimulatorOptions(
                "127.0.0.1",
                0,
                null,
                APP_ID,
                APP_SECRET,
                "/open_api/v1.3",
                "/v2/auth/authorize/",
                List.of(),
                ALL_SCOPES,
                null,
                // A simulator outside of the server has no injected clock; this is where a program's time begins.
                Clock.system(ZoneOffset.UTC),
                null,
                1_000);
    }

    public SimulatorOptions withPort(int newPort) {
        return new SimulatorOptions(
                host,
                newPort,
                publicUrl,
                appId,
                appSecret,
                apiPath,
                authorizePath,
                redirectUris,
                approvedScopes,
                directory,
                clock,
                seed,
                keepMessages);
    }

    public SimulatorOptions withHost(String newHost, @Nullable String newPublicUrl) {
        return new SimulatorOptions(
                newHost,
                port,
                newPublicUrl,
                appId,
                appSecret,
                apiPath,
                authorizePath,
                redirectUris,
                approvedScopes,
                directory,
                clock,
                seed,
                keepMessages);
    }

    public SimulatorOptions withApp(String newAppId, String newAppSecret) {
        return new SimulatorOptions(
                host,
                port,
                publicUrl,
                newAppId,
                newAppSecret,
                apiPath,
                authorizePath,
                redirectUris,
                approvedScopes,
                directory,
                clock,
                seed,
                keepMessages);
    }

    public SimulatorOptions withRedirectUris(List<String> allowed) {
        return new SimulatorOptions(
                host,
                port,
                publicUrl,
                appId,
                appSecret,
                apiPath,
                authorizePath,
                allowed,
                approvedScopes,
                directory,
                clock,
                seed,
                keepMessages);
    }

    public SimulatorOptions withApprovedScopes(List<String> approved) {
        return new SimulatorOptions(
                host,
                port,
                publicUrl,
                appId,
                appSecret,
                apiPath,
                authorizePath,
                redirectUris,
                approved,
                directory,
                clock,
                seed,
                keepMessages);
    }

    public SimulatorOptions withDirectory(@Nullable Path newDirectory) {
        return new SimulatorOptions(
                host,
                port,
                publicUrl,
                appId,
                appSecret,
                apiPath,
                authorizePath,
                redirectUris,
                approvedScopes,
                newDirectory,
                clock,
                seed,
                keepMessages);
    }

    public SimulatorOptions withClock(Clock newClock) {
        return new SimulatorOptions(
                host,
                port,
                publicUrl,
                appId,
                appSecret,
                apiPath,
                authorizePath,
                redirectUris,
                approvedScopes,
                directory,
                newClock,
                seed,
                keepMessages);
    }

    public SimulatorOptions withSeed(long newSeed) {
        return new SimulatorOptions(
                host,
                port,
                publicUrl,
                appId,
                appSecret,
                apiPath,
                authorizePath,
                redirectUris,
                approvedScopes,
                directory,
                clock,
                newSeed,
                keepMessages);
    }

    public SimulatorOptions withKeepMessages(int newKeepMessages) {
        return new SimulatorOptions(
                host,
                port,
                publicUrl,
                appId,
                appSecret,
                apiPath,
                authorizePath,
                redirectUris,
                approvedScopes,
                directory,
                clock,
                seed,
                newKeepMessages);
    }
}
