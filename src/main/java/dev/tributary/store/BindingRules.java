package dev.tributary.store;

import dev.tributary.connector.Platform;
import dev.tributary.platform.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * TikTok's rules about which accounts a store may have. Knows no database: it is asked with what is bound, and the
 * database keeps what it promises also when many ask at once.
 *
 * <p>Whoever is refused hears by which rule, and what counts now: {@code used} of {@code limit}, and the
 * {@code accounts} that hold the slots.
 *
 * @param channelAccounts how many channel accounts a store may have
 * @param channelAccountsInProbation the same while it is in its probation
 */
record BindingRules(int channelAccounts, int channelAccountsInProbation) {

    static final int OFFICIAL_SLOT = 0;

    /**
     * The slot that a new account gets: the lowest free one, so that two who ask at once are given the same.
     *
     * @param taken the slots of the accounts of that platform that the store has now, and who has them
     * @throws ProblemException saying which rule forbids it
     */
    int slotFor(Store store, BindingRequest request, Map<Integer, String> taken) {
        requirePlatform(store, request.platform());
        if (store.probation() == Probation.RECALLED) {
            throw new ProblemException(
                    StoreProblem.PROBATION_RECALLED,
                    "What is bound keeps working. New accounts can be bound once TikTok passes the store again.",
                    counts(
                            store,
                            holders(request.role(), taken),
                            holders(request.role(), taken).size()));
        }
        return switch (request.role()) {
            case OFFICIAL -> officialSlot(store, request, taken);
            case CHANNEL -> channelSlot(store, taken);
        };
    }

    /** What a store cannot have at all, be it new or again. */
    static void requirePlatform(Store store, Platform platform) {
        if (platform == Platform.TIKTOK_SHOP && store.operationMode() == OperationMode.FULLY_MANAGED) {
            throw new ProblemException(
                    StoreProblem.STORE_FULLY_MANAGED,
                    "Bind its TikTok accounts: their direct messages and comments are the seller's."
                            + " Shop Chat, orders and returns of a fully managed store are the platform's.",
                    Map.of("operationMode", store.operationMode()));
        }
    }

    private static int officialSlot(Store store, BindingRequest request, Map<Integer, String> taken) {
        if (taken.containsKey(OFFICIAL_SLOT)) {
            throw new ProblemException(
                    StoreProblem.OFFICIAL_ACCOUNT_EXISTS,
                    "It is " + taken.get(OFFICIAL_SLOT) + ". Unbind it first, or bind this one as a channel account.",
                    counts(store, holders(AccountRole.OFFICIAL, taken), 1));
        }
        requireSameEntity(store, request);
        return OFFICIAL_SLOT;
    }

    static void requireSameEntity(Store store, BindingRequest request) {
        var ours = store.legalEntity();
        var declared = request.declared();
        if (declared == null || !(ours.isSameAs(declared) || ours.isLike(declared))) {
            var members = new HashMap<String, Object>();
            members.put("ours", ours);
            if (declared != null) {
                members.put("declared", declared);
            }
            throw new ProblemException(
                    StoreProblem.LEGAL_ENTITY_MISMATCH,
                    "The official account must belong to the store's own legal entity:"
                            + " name and registration number must be those of the store, which are " + ours + ".",
                    members);
        }
        if (!ours.isSameAs(declared) && !request.confirmed()) {
            throw new ProblemException(
                    StoreProblem.LEGAL_ENTITY_NEAR_MATCH,
                    declared + " is nearly " + ours + ". If both are one company, confirm it with evidence.",
                    Map.of("declared", declared, "ours", ours));
        }
    }

    /** How many channel accounts the store may have. */
    int channelLimit(Store store) {
        return store.probation() == Probation.IN_PROBATION ? channelAccountsInProbation : channelAccounts;
    }

    private int channelSlot(Store store, Map<Integer, String> taken) {
        var limit = channelLimit(store);
        var holders = holders(AccountRole.CHANNEL, taken);
        if (holders.size() >= limit) {
            var counted = "The store has " + holders.size() + " channel accounts and may have " + limit + ". ";
            throw store.probation() == Probation.IN_PROBATION
                    ? new ProblemException(
                            StoreProblem.STORE_IN_PROBATION,
                            counted + "Set its probation to PASSED once TikTok has passed it.",
                            counts(store, holders, limit))
                    : new ProblemException(
                            StoreProblem.CHANNEL_ACCOUNTS_FULL,
                            counted + "Unbind one first.",
                            counts(store, holders, limit));
        }
        return IntStream.iterate(1, it -> it + 1)
                .filter(it -> !taken.containsKey(it))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> holders(AccountRole role, Map<Integer, String> taken) {
        return new TreeMap<>(taken)
                .entrySet().stream()
                        .filter(it -> (it.getKey() == OFFICIAL_SLOT) == (role == AccountRole.OFFICIAL))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    private static Map<String, Object> counts(Store store, List<String> holders, int limit) {
        return Map.of("used", holders.size(), "limit", limit, "accounts", holders, "probation", store.probation());
    }
}
