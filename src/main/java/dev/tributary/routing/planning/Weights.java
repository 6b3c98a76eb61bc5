package dev.tributary.routing.planning;

import dev.tributary.connector.Surface;

/** How much of an agent's capacity one conversation takes, in hundredths of a direct message. */
public record Weights(int directMessage, int comment, int shopChat) {

    /** Of whatever weighs least. */
    int lightest() {
        return Math.min(directMessage, Math.min(comment, shopChat));
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
