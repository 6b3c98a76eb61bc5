package dev.tributary.store;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/** Something that a seller lets us do with an account, or not: each is a box on TikTok's consent page. */
public enum Feature {
    READ_DM("message.list.read"),
    SEND_DM("message.list.send"),
    READ_COMMENTS("comment.list"),
    WRITE_COMMENTS("comment.list.manage"),
    READ_POSTS("video.list");

    private final String scope;

    Feature(String scope) {
        this.scope = scope;
    }

    /** What cannot be done with these scopes. */
    static Set<Feature> missingFrom(Collection<String> scopes) {
        return Arrays.stream(values()).filter(it -> !scopes.contains(it.scope)).collect(toUnmodifiableSet());
    }
}
