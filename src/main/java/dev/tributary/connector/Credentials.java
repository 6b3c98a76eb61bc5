package dev.tributary.connector;

/** A usable access token. Its {@code toString} never shows the token, so it is safe in any log line. */
public record Credentials(String accessToken) {

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
