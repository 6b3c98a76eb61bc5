package dev.tributary.routing.planning;

import dev.tributary.connector.Surface;

/** How much of an agent's capacity one conversation takes, in hundredths of a direct message. */
public record Weights(int directMessage, int comment, int shopChat) {

    private static final int MOST = 1_000;

    public Weights {
        if (Math.min(directMessage, Math.min(comment, shopChat)) < 0
                || Math.max(directMessage, Math.max(comment, shopChat)) > MOST) {
            throw new IllegalArgumentException(
                    "tributary.routing.weight-direct-message, -comment and -shop-chat are 0 to "
                            + "%d each, not %d, %d and %d".formatted(MOST, directMessage, comment, shopChat));
        }
    }

    /** Of whatever weighs least. */
    int lightest() {
        return Math.min(directMessage, Math.min(comment, shopChat));
    }

    /** Of so many. */
    public int of(int directMessages, int comments, int shopChats) {
        return directMessages * directMessage + comments * comment + shopChats * shopChat;
    }

    /** Of one of this surface. */
    public int of(Surface surface) {
        return switch (surface) {
            case DM -> directMessage;
            case COMMENT -> comment;
            case SHOP_CHAT -> shopChat;
        };
    }
}
