package dev.tributary.media;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How pictures and videos are fetched, kept and taken in. */
@ConfigMapping(prefix = "tributary.media")
interface MediaConfig {

    /** Where media are kept, unless an S3 bucket is configured. Belongs into the backup, like the database. */
    @WithDefault("${tributary.database.directory:data}/media")
    Path directory();

    /** An object store instead of the folder. */
    S3 s3();

    /** Whether media of messages are fetched at all. */
    @WithDefault("true")
    boolean fetch();

    /**
     * From where media may be fetched: a domain stands for itself and all below it, by https. An origin such as
     * {@code http://127.0.0.1:8090} is allowed for a platform on this machine only.
     */
    @WithDefault("tiktok.com,tiktokcdn.com,tiktokcdn-us.com,tiktokcdn-eu.com,tiktokv.com,tiktokv.us,tiktokv.eu,"
            + "ttwstatic.com,ibyteimg.com,ibytedtos.com,byteoversea.com,muscdn.com")
    List<String> hosts();

    /** The largest picture or video that is fetched. */
    @WithDefault("50M")
    MemorySize maxSize();

    /** The largest picture that an agent may attach, before it is made to fit what the platform takes. */
    @WithDefault("20M")
    MemorySize maxUpload();

    /** How many pixels a picture may have. One with more is not decoded: a few bytes can claim to be a city of them. */
    @WithDefault("50000000")
    long maxPixels();

    /** How many media are fetched at the same time. */
    @WithDefault("4")
    int downloads();

    /** How long one download may take. */
    @WithDefault("60s")
    Duration downloadTimeout();

    /** How often to try. */
    @WithDefault("8")
    int attempts();

    /** How long to wait before the second attempt. The wait doubles with every further one. */
    @WithDefault("10s")
    Duration firstRetry();

    /** The longest wait between two attempts, and how long an account that does not answer is left alone. */
    @WithDefault("15m")
    Duration longestRetry();

    /** How often to look for media that wait. */
    @WithDefault("1s")
    Duration sweepEvery();

    /** How long an attachment that is not sent is kept. */
    @WithDefault("1d")
    Duration unusedKept();

    /** An object store that speaks S3. */
    interface S3 {

        /** The bucket. Without one media are kept in the folder. */
        Optional<String> bucket();

        /** Where the store answers, where it is not Amazon's. */
        Optional<URI> endpoint();

        /** Whether a store other than Amazon's knows the bucket by the path. Alibaba's wants it in the name of the host. */
        @WithDefault("true")
        boolean pathStyle();

        /** The store's region. */
        @WithDefault("us-east-1")
        String region();

        /** The key to the store. Without one the environment's is used, as Amazon's tools look for it. */
        Optional<String> accessKey();

        /** The secret that belongs to the key. */
        Optional<String> secretKey();
    }
}
