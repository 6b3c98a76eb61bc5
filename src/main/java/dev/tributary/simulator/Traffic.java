package dev.tributary.simulator;

/** Whoever makes customers act by themselves; the control page steers it. */
public interface Traffic {

    Status status();

    /** How many things customers do in a minute, on average. */
    void rate(int perMinute);

    void pause();

    void resume();

    /** So many things at once, also while paused. */
    void burst(int events);

    record Status(boolean running, int perMinute, long done) {}
}
