package dev.tributary.identity;

/**
 * Where a request comes from.
 *
 * @param address of the socket, or what a trusted proxy says; never what the client says of itself
 */
public record Client(String address, String userAgent) {

    private static final int MAX_USER_AGENT = 300;

    public Client {
        // PostgreSQL takes no NUL, and lists show this to people.
        userAgent = userAgent.replaceAll("\\p{Cntrl}", " ");
        userAgent = userAgent.substring(0, Math.min(MAX_USER_AGENT, userAgent.length()));
    }
}
