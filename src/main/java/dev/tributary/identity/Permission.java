package dev.tributary.identity;

/** Something that not everybody may do. */
public enum Permission {
    /** See a store's conversations, people and accounts. */
    VIEW(Role.AGENT),
    /** Answer, take, assign, resolve and reopen conversations. */
    REPLY(Role.AGENT),
    /** See how stores and accounts are doing; change somebody else's duty and capacity. */
    SUPERVISE(Role.SUPERVISOR),
    /** Change a store and bind its accounts. */
    MANAGE_STORE(Role.ADMIN),
    /** Create stores and people, see the audit, replay parked events. */
    ADMINISTER(Role.ADMIN);

    private final Role leastRole;

    Permission(Role leastRole) {
        this.leastRole = leastRole;
    }

    Role leastRole() {
        return leastRole;
    }
}
