package dev.tributary.connector;

/** How a card offers its answers. */
public enum CardStyle {
    /** Short answers as buttons. */
    BUTTONS,
    /** Longer ones, as lines to tap on. */
    LINKS
}
