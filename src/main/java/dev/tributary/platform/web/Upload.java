package dev.tributary.platform.web;

import io.vertx.core.http.HttpMethod;

/**
 * A kind of request whose body may be larger than others': as large as {@code quarkus.http.limits.max-body-size}. Each
 * implementation is a bean; the endpoint holds its own limit beside.
 */
public interface Upload {

    /** @param path without anything that leads up or repeats a slash */
    boolean is(HttpMethod method, String path);
}
