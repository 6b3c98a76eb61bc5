package dev.tributary.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Keeps media in a bucket: {@code ab/cd/abcd…}. */
final class S3Files implements MediaFiles, AutoCloseable {

    private static final Duration QUIET = Duration.ofHours(1);

    private final S3Client client;
    private final String bucket;
    private final Clock clock;

    S3Files(MediaConfig.S3 config, String bucket, Clock clock) {
        var builder = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(config.region()))
                // Stores other than Amazon's: not all know bodies that are signed in pieces, nor the newer checksums.
                .serviceConfiguration(it -> it.chunkedEncodingEnabled(false))
                .forcePathStyle(config.endpoint().isPresent() && config.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        config.endpoint().map(URI::normalize).ifPresent(builder::endpointOverride);
        if (config.accessKey().isPresent()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    config.accessKey().get(), config.secretKey().orElse(""))));
        } else {
            builder.credentialsProvider(DefaultCredentialsProvider.builder().build());
        }
        this.client = builder.build();
        this.bucket = bucket;
        this.clock = clock;
    }

    @Override
    public void keep(Digest digest, Path file) throws IOException {
        try {
            client.putObject(it -> it.bucket(bucket).key(key(digest)), file);
        } catch (SdkException e) {
            throw new IOException("The object store did not take a file", e);
        }
    }

    @Override
    public InputStream open(Digest digest, long from, long length) throws IOException, MissingFileException {
        try {
            return client.getObject(
                    it -> it.bucket(bucket).key(key(digest)).range("bytes=" + from + "-" + (from + length - 1)));
        } catch (NoSuchKeyException e) {
            throw new MissingFileException(digest);
        } catch (SdkException e) {
            throw new IOException("The object store did not give a file", e);
        }
    }

    @Override
    public void forget(Digest digest) throws IOException {
        try {
            var head = client.headObject(it -> it.bucket(bucket).key(key(digest)));
            if (head.lastModified().isBefore(clock.instant().minus(QUIET))) {
                client.deleteObject(it -> it.bucket(bucket).key(key(digest)));
            }
        } catch (NoSuchKeyException e) {
            return; // gone already, which is what was wanted
        } catch (SdkException e) {
            throw new IOException("The object store did not forget a file", e);
        }
    }

    private static String key(Digest digest) {
        var name = digest.hex();
        return name.substring(0, 2) + "/" + name.substring(2, 4) + "/" + name;
    }

    @Override
    public void close() {
        client.close();
    }
}
