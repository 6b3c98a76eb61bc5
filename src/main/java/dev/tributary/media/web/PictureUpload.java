package dev.tributary.media.web;

import dev.tributary.platform.web.Upload;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one request of ours whose body is a picture. */
@ApplicationScoped
class PictureUpload implements Upload {

    private final MemorySize limit;

    PictureUpload(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit;
    }

    @Override
    public boolean is(HttpMethod method, String path) {
        return method.equals(HttpMethod.POST) && path.equals("/api/media");
    }

    /** The largest of all; {@code Uploads} says in words what was wrong with one that is too large. */
    @Override
    public long limit() {
        return limit.asLongValue();
    }
}
