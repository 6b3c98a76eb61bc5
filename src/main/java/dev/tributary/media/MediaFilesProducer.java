package dev.tributary.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Chooses the place where media are kept. */
@ApplicationScoped
class MediaFilesProducer {

    @Produces
    @ApplicationScoped
    MediaFiles files(MediaConfig config, Clock clock) {
        return config.s3().bucket().isPresent()
                ? new S3Files(config.s3(), config.s3().bucket().get(), clock)
                : new FolderFiles(config.directory(), clock);
    }

    void close(@Disposes MediaFiles files) {
        if (files instanceof S3Files s3) {
            s3.close();
        }
    }
}
