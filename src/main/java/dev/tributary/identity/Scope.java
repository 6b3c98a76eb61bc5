package dev.tributary.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an API token may be used for, within what its owner's role allows. */
public enum Scope {
    /** Calls that change nothing. */
    @JsonProperty("read")
    READ,
    /** Calls that change something. */
    @JsonProperty("write")
    WRITE,
    /** What only admins may do. */
    @JsonProperty("admin")
    ADMIN;

    static final Set<Scope> ALL = Set.of(values());

    static Set<Scope> allowedTo(Role role) {
        return role == Role.ADMIN ? ALL : EnumSet.of(READ, WRITE);
    }

    /** As it is written in requests and answers. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
