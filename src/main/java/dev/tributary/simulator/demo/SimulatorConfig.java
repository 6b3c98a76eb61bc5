package dev.tributary.simulator.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The TikTok on loopback, for development and the demo. */
@ConfigMapping(prefix = "tributary.simulator")
interface SimulatorConfig {

    /** Whether this process runs a simulator. Never in production: it lets anybody who reaches it be any customer. */
    @WithDefault("false")
    boolean enabled();

    /** Where it listens; loopback unless it has a container to itself. */
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("8090")
    int port();

    /** How browsers and the server reach it, where that is not the address it listens on. */
    Optional<String> publicUrl();

    /** Where its world is kept between runs; without one it begins anew each time. */
    Optional<Path> directory();

    /** The app that it accepts; by default the one the server is configured with. */
    @WithDefault("${tributary.tiktok.business.app-id:7364000000000000001}")
    String appId();

    /** The secret of that app. Of several, the first signs. */
    @WithDefault("${tributary.tiktok.business.app-secret:simulator-app-secret}")
    List<String> appSecret();

    /** Whether to build the demo shop, bind it in the server and let customers write. */
    @WithDefault("false")
    boolean demo();

    /** How many things the demo's customers do in a minute, on average. */
    @WithDefault("20")
    int demoRate();

    /** The server that the demo is set up in, as this process reaches it. */
    @WithDefault("http://127.0.0.1:${quarkus.http.port:8080}")
    URI demoServerUrl();

    /** The same server as browsers and webhooks reach it. */
    @WithDefault("${tributary.public-url:http://localhost:8080}")
    URI demoPublicUrl();

    /** An admin of that server. */
    @WithDefault("${tributary.bootstrap.admin-email:admin@demo.tributary.dev}")
    String demoEmail();

    /** The admin's password, which the demo's agents get as well. */
    @WithDefault("${tributary.bootstrap.admin-password:tributary-demo}")
    String demoPassword();
}
