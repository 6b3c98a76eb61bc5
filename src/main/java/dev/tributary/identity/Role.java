package dev.tributary.identity;

/** What somebody is here to do. Each role may do all that the one before it may. */
public enum Role {
    /** Answers customers. */
    AGENT,
    /** Watches queues and moves work between agents. */
    SUPERVISOR,
    /** Binds accounts, sets rules, manages people. Sees every store. */
    ADMIN;

    public boolean may(Permission permission) {
        return compareTo(permission.leastRole()) >= 0;
    }
}
