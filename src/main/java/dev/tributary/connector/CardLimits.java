package dev.tributary.connector;

/**
 * How much fits on a card. Lengths are in UTF-16 units: a platform that counts otherwise counts fewer.
 *
 * @param title of the card
 * @param buttons how many, at least one
 * @param buttonTitle where they are {@link CardStyle#BUTTONS}
 * @param linkTitle where they are {@link CardStyle#LINKS}
 */
public record CardLimits(int title, int buttons, int buttonTitle, int linkTitle, int buttonId) {

    public int buttonTitle(CardStyle style) {
        return switch (style) {
            case BUTTONS -> buttonTitle;
            case LINKS -> linkTitle;
        };
    }
}
