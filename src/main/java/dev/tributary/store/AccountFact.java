package dev.tributary.store;

import java.util.Map;

/**
 * Something that is wrong with an account as things are now.
 *
 * @param args see {@link AlertKind}: texts, numbers and times
 */
public record AccountFact(AccountId account, AlertKind kind, Map<String, Object> args) {

    public AccountFact {
        args = Map.copyOf(args);
    }
}
