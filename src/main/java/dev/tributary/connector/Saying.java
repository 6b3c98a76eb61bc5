package dev.tributary.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said in one message: platforms take one kind at a time. */
public sealed interface Saying {

    <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

    record Words(String text) implements Saying {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.words(this);
        }
    }

    /**
     * A picture.
     *
     * @param platformId what the platform calls it, see {@link Connector#handOver}; null until it was given it, and then
     *     it cannot be sent
     */
    record Picture(@Nullable String platformId) implements Saying {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.picture(this);
        }
    }

    /** A post of the account's own. */
    record OwnPost(String externalId) implements Saying {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.ownPost(this);
        }
    }

    /** A question with a few answers to tap on. */
    record Card(CardStyle style, String title, List<CardButton> buttons) implements Saying {

        public Card {
            buttons = List.copyOf(buttons);
        }

        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.card(this);
        }
    }

    /** What to do with each kind. A new kind breaks the build wherever it must be handled. */
    interface Visitor<R, E extends Exception> {

        R words(Words words) throws E;

        R picture(Picture picture) throws E;

        R ownPost(OwnPost post) throws E;

        R card(Card card) throws E;
    }
}
