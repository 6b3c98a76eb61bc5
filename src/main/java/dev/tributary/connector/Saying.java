package dev.tributary.connector;

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

    /** What to do with each kind. A new kind breaks the build wherever it must be handled. */
    interface Visitor<R, E extends Exception> {

        R words(Words words) throws E;

        R picture(Picture picture) throws E;
    }
}
