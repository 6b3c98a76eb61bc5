package dev.tributary.platform.web;

import io.vertx.core.http.HttpMethod;

/**
 * A kind of request whose body may be larger than others'. Each implementation is a bean.
 */
public interface Upload {

    /** @param path without anything that leads up or repeats a slash */
    boolean is(HttpMethod method, String path);

    /** How many bytes it may have; {@code quarkus.http.limits.max-body-size} must allow for it. */
    long limit();
}
