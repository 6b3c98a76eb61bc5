package dev.tributary.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the limits of the configuration to what knows of none. */
@ApplicationScoped
class PicturesProducer {

    @Produces
    @Singleton
    Pictures pictures(MediaConfig config) {
        return new Pictures(new PictureReader(config.maxPixels()));
    }
}
