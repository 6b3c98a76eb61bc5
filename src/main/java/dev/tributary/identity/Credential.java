package dev.tributary.identity;

/** What a request presents to prove who makes it. The secret is in no log: {@code toString} hides it. */
public record Credential(Kind kind, String secret) {

    public enum Kind {
        /** The cookie of a browser. */
        SESSION,
        /** The key of a program. */
        API_TOKEN
    }

    @Override
    public String toString() {
        return kind + "(hidden)";
    }
}
