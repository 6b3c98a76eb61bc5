package dev.tributary.store.web;

import dev.tributary.platform.web.Upload;
import dev.tributary.store.EvidenceConfig;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Evidence is larger than what the API takes otherwise. */
@ApplicationScoped
class EvidenceUpload implements Upload {

    private static final Pattern PATH = Pattern.compile("/api/stores/[0-9a-fA-F-]+/evidence");

    private final EvidenceConfig config;

    EvidenceUpload(EvidenceConfig config) {
        this.config = config;
    }

    @Override
    public boolean is(HttpMethod method, String path) {
        return HttpMethod.POST.equals(method) && PATH.matcher(path).matches();
    }

    @Override
    public long limit() {
        return config.maxSize().asLongValue();
    }
}
