package dev.tributary.identity;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes a password once: nearly everybody in the tests has the same one, and hashing is made to take its time. */
@Alternative
@Priority(1)
@ApplicationScoped
class RememberedHashes extends Passwords {

    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    @Override
    String hash(String password) {
        // Also asked by the constructor, before there is anything to remember in.
        return hashes == null ? super.hash(password) : hashes.computeIfAbsent(password, super::hash);
    }
}
