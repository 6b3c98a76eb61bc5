package dev.tributary.store;

import dev.tributary.connector.Platform;
import dev.tributary.platform.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * TikTok's rules about which accounts a store may have. Knows no database: it is asked with what is bound, and the
 * unique indexes of the account table keep what it promises also when many ask at once.
 *
 * @param channelAccounts how many channel accounts a store may have
 * @param channelAccountsInProbation the same while it is in its probation
 */
record BindingRules(int channelAccounts, int channelAccountsInProbation) {

    static final int OFFICIAL_SLOT = 0;

    /**
     * The slot that a new account gets: the lowest free one, so that two who ask at once are given the same.
     *
     * @param taken the slots of the accounts of that platform that the store has now
     * @throws ProblemException saying which rule forbids it
     */
    int slotFor(Store store, BindingRequest request, Set<Integer> taken) {
        if (request.platform() == Platform.TIKTOK_SHOP && store.operationMode() == OperationMode.FULLY_MANAGED) {
            throw new ProblemException(
                    StoreProblem.STORE_FULLY_MANAGED, "Bind its TikTok accounts; its shop chat is not the seller's.");
        }
        if (store.probation() == Probation.RECALLED) {
            throw new ProblemException(
                    StoreProblem.PROBATION_RECALLED,
                    "What is bound keeps working. New accounts can be bound once TikTok passes the store again.");
        }
        return switch (request.role()) {
            case OFFICIAL -> officialSlot(store, request, taken);
            case CHANNEL -> channelSlot(store, taken);
        };
    }

    private static int officialSlot(Store store, BindingRequest request, Set<Integer> taken) {
        if (taken.contains(OFFICIAL_SLOT)) {
            throw new ProblemException(
                    StoreProblem.OFFICIAL_ACCOUNT_EXISTS, "Unbind it first, or bind this one as a channel account.");
        }
        requireSameEntity(store, request);
        return OFFICIAL_SLOT;
    }

    static void requireSameEntity(Store store, BindingRequest request) {
        var ours = store.legalEntity();
        var declared = request.declared();
        if (declared == null || !(ours.isSameAs(declared) || ours.isLike(declared))) {
            throw new ProblemException(
                    StoreProblem.LEGAL_ENTITY_MISMATCH,
                    "The official account must belong to the store's own legal entity:"
                            + " name and registration number must be those of the store, which are " + ours + ".");
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

    private int channelSlot(Store store, Set<Integer> taken) {
        var inProbation = store.probation() == Probation.IN_PROBATION;
        var limit = channelLimit(store);
        var used = taken.stream().filter(it -> it != OFFICIAL_SLOT).count();
        if (used >= limit) {
            throw inProbation
                    ? new ProblemException(
                            StoreProblem.STORE_IN_PROBATION,
                            "The store has %d channel accounts and may have %d. Set its probation to PASSED once TikTok has"
                                            .formatted(used, limit)
                                    + " passed it.")
                    : new ProblemException(
                            StoreProblem.CHANNEL_ACCOUNTS_FULL,
                            "The store has " + used + " channel accounts and may have " + limit
                                    + ". Unbind one first.");
        }
        return IntStream.iterate(1, it -> it + 1)
                .filter(it -> !taken.contains(it))
                .findFirst()
                .orElseThrow();
    }
}
