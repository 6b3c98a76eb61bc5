package dev.tributary.realtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How browsers and programs are told what happens. */
@ConfigMapping(prefix = "tributary.realtime")
interface RealtimeConfig {

    /** How many sockets one agent may have open: a few tabs and a few programs. */
    @WithDefault("10")
    int connectionsPerAgent();

    /** How many sockets one address may have open on this node. An office, or a proxy in front, is one address. */
    @WithDefault("1000")
    int connectionsPerAddress();

    /** How much may wait for a reader before it is cut off, in characters. It reconnects and resumes. */
    @WithDefault("1000000")
    long backlog();

    /** How long a reader may take nothing at all while more waits for it, before it is cut off. */
    @WithDefault("10s")
    Duration patience();

    /** How many frames a client may send in ten seconds. It has nothing to say but an occasional ping. */
    @WithDefault("50")
    int framesPerTenSeconds();

    /** How many changes are told again to a client that was away; one that missed more starts over. */
    @WithDefault("5000")
    int replay();

    /** How long changes are kept for clients that were away. */
    @WithDefault("3d")
    Duration retention();
}
