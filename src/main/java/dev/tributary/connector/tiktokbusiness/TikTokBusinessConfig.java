package dev.tributary.connector.tiktokbusiness;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The app at TikTok API for Business, and what TikTok's sources disagree on. */
@ConfigMapping(prefix = "tributary.tiktok.business")
interface TikTokBusinessConfig {

    /** The app's id, a number of about 19 digits. Without it this platform is switched off. */
    Optional<String> appId();

    /**
     * The app's secret. Several while it is being exchanged, newest first: webhooks signed with any of them are taken
     * in, calls are made with the first.
     */
    Optional<List<String>> appSecret();

    /** Where TikTok's API answers, version included. */
    @WithDefault("https://business-api.tiktok.com/open_api/v1.3")
    URI apiUrl();

    /** Where a seller goes to grant us an account. */
    @WithDefault("https://www.tiktok.com/v2/auth/authorize/")
    URI authorizeUrl();

    /**
     * The permissions to ask for.
     *
     * <p>TikTok refuses the whole request if the app is not approved for a single one of them: remove those here.
     */
    @WithDefault("user.info.basic,user.info.username,user.info.profile,user.info.stats,user.account.type,"
            + "message.list.read,message.list.send,message.list.manage,comment.list,comment.list.manage,video.list")
    List<String> scopes();

    /** How TikTok's signatures are judged. */
    Signature signature();

    /** How long to wait for a connection to TikTok. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** How long a call to TikTok may take from its begin to the last byte of the answer. */
    @WithDefault("10s")
    Duration callTimeout();

    /** How long it may take to hand a picture over. */
    @WithDefault("30s")
    Duration uploadTimeout();

    /** How many bytes a picture in a direct message may have. Larger ones are made smaller. */
    @WithDefault("3M")
    MemorySize pictureLimit();

    /** The longest answer that is read. */
    @WithDefault("2M")
    MemorySize maxAnswer();

    /** How many characters a direct message may have. */
    @WithDefault("6000")
    int dmTextLimit();

    /** How many characters a comment may have. TikTok's older documents, and its apps, say 150. */
    @WithDefault("1200")
    int commentTextLimit();

    /** Times in a webhook before this one are not believed. */
    @WithDefault("2016-01-01T00:00:00Z")
    Instant earliestTime();

    /** Times in a webhook from this one on are not believed. */
    @WithDefault("2100-01-01T00:00:00Z")
    Instant latestTime();

    /**
     * What an error code of TikTok's means, by code, where it turns out to differ from what this server knows:
     * {@code unauthorized}, {@code forbidden}, {@code throttled}, {@code quota-used-up}, {@code unsent}, {@code refused} or {@code uncertain}.
     */
    Map<Integer, Meaning> meaningOfCode();

    /** How TikTok's signatures are judged. */
    interface Signature {

        /**
         * How old a signature may be. TikTok repeats a webhook for three days, perhaps without signing it anew; what is
         * let in twice is recognised by its content.
         */
        @WithDefault("7d")
        Duration maxAge();

        /** How far ahead of this server's clock a signature may be. */
        @WithDefault("10m")
        Duration maxAhead();

        /** Whether to take signatures whose time is in milliseconds. TikTok documents seconds. */
        @WithDefault("false")
        boolean acceptMillisecondTimestamps();
    }
}
