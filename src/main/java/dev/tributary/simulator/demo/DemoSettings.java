package dev.tributary.simulator.demo;

import java.net.URI;

/**
 * Which server the demo is set up in, and as whom.
 *
 * @param serverUrl where this programme reaches the server
 * @param publicUrl what browsers and TikTok call the server; callbacks are built on it
 */
public record DemoSettings(URI serverUrl, URI publicUrl, String email, String password) {

    @Override
    public String toString() {
        return "DemoSettings[" + serverUrl + ", " + email + "]";
    }
}
