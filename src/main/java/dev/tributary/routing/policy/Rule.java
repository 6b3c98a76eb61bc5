package dev.tributary.routing.policy;

import static java.util.Objects.requireNonNullElse;

import dev.tributary.connector.Surface;
import dev.tributary.routing.TeamId;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of conversation is given to agents.
 *
 * @param name what people call it; the explanation of a decision quotes it
 * @param team only its members; everybody who may see the store without it
 * @param order which conversation is served first: the first that tells two apart decides
 * @param choose whom of those who may
 * @param sticky null: whoever served the customer before has no precedence
 * @param skills all of these are needed
 * @param overflow null: whoever waits, waits for the team
 * @param perMinute at most so many new ones for one agent in a minute; null: no limit
 * @param firstReplyWithin the promise to the customer. Who was given a conversation and has not answered within it loses
 *     it to the next; null: nobody does
 */
public record Rule(
        String name,
        Match when,
        @Nullable TeamId team,
        List<Order> order,
        Choice choose,
        @Nullable Sticky sticky,
        LanguageUse language,
        Set<String> skills,
        @Nullable Overflow overflow,
        @Nullable Integer perMinute,
        @Nullable Duration firstReplyWithin) {

    public static final Rule DEFAULT = new Rule(
            "",
            null,
            null,
            null,
            null,
            new Sticky(Duration.ofDays(30), true, Duration.ZERO),
            null,
            null,
            null,
            null,
            null);

    @SuppressWarnings("TooManyParameters")
    public Rule(
            @Nullable String name,
            @Nullable Match when,
            @Nullable TeamId team,
            @Nullable List<Order> order,
            @Nullable Choice choose,
            @Nullable Sticky sticky,
            @Nullable LanguageUse language,
            @Nullable Set<String> skills,
            @Nullable Overflow overflow,
            @Nullable Integer perMinute,
            @Nullable Duration firstReplyWithin) {
        this.name = requireNonNullElse(name, "");
        this.when = requireNonNullElse(when, Match.ANY);
        this.team = team;
        this.order = List.copyOf(requireNonNullElse(order, List.of(Order.LONGEST_WAITING)));
        this.choose = requireNonNullElse(choose, Choice.LEAST_LOADED);
        this.sticky = sticky;
        this.language = requireNonNullElse(language, LanguageUse.PREFER);
        this.skills = Set.copyOf(requireNonNullElse(skills, Set.of()));
        this.overflow = overflow;
        this.perMinute = perMinute;
        this.firstReplyWithin = firstReplyWithin;
    }

    /** Which conversations a rule is for. What is empty does not matter. */
    public record Match(Set<AccountId> accounts, Set<Surface> surfaces, Set<String> labels, Set<String> languages) {

        public static final Match ANY = new Match(null, null, null, null);

        public Match(
                @Nullable Set<AccountId> accounts,
                @Nullable Set<Surface> surfaces,
                @Nullable Set<String> labels,
                @Nullable Set<String> languages) {
            this.accounts = Set.copyOf(requireNonNullElse(accounts, Set.of()));
            this.surfaces = Set.copyOf(requireNonNullElse(surfaces, Set.of()));
            this.labels = Set.copyOf(requireNonNullElse(labels, Set.of()));
            this.languages = Set.copyOf(requireNonNullElse(languages, Set.of()));
        }

        /** What is known of a conversation that rules go by. */
        public interface Subject {

            AccountId account();

            Surface surface();

            Set<String> labels();

            @Nullable
            String language();
        }

        public boolean matches(Subject it) {
            var language = it.language();
            return (accounts.isEmpty() || accounts.contains(it.account()))
                    && (surfaces.isEmpty() || surfaces.contains(it.surface()))
                    && (labels.isEmpty() || anyLabel(labels, it.labels()))
                    && (languages.isEmpty() || (language != null && languages.contains(language)));
        }
    }

    static boolean anyLabel(Set<String> wanted, Set<String> has) {
        return has.stream()
                .anyMatch(it -> wanted.stream().anyMatch(want -> lower(want).equals(lower(it))));
    }

    private static String lower(String label) {
        return label.toLowerCase(Locale.ROOT);
    }

    /** Whether a conversation is of a VIP. */
    public static boolean isVip(Policy policy, Set<String> labels) {
        return !labels.isEmpty() && anyLabel(policy.vipLabels(), labels);
    }

    public enum Order {
        /** Whoever has waited longest for an answer. */
        LONGEST_WAITING,
        /** Whose answering window closes first. */
        WINDOW_FIRST,
        /** Whose first reply is due first. */
        SLA_FIRST,
        VIP_FIRST
    }

    public enum Choice {
        /** Whoever has least. */
        LEAST_LOADED,
        /** Whoever has gone longest without a new one. */
        ROUND_ROBIN,
        /** Whoever has least of their own capacity: twice the capacity, twice the work. */
        WEIGHTED
    }

    public enum LanguageUse {
        IGNORE,
        /** Those who speak it first, others if there is nobody. */
        PREFER,
        /** Only those who speak it, once it is known. */
        REQUIRE
    }

    /**
     * Whoever served the customer before comes first.
     *
     * @param within how long ago that may be
     * @param acrossAccounts whether it counts that they served the same person on another account of the store
     * @param waitFor how long the customer waits for them if they are on duty and have no room
     */
    public record Sticky(
            Duration within,
            boolean acrossAccounts,
            @Nullable Duration waitFor) {

        public Duration waitForOrNot() {
            return waitFor == null ? Duration.ZERO : waitFor;
        }
    }

    /**
     * Who helps out.
     *
     * @param after how long a conversation has been in the queue before
     * @param team null: everybody who may see the store
     */
    public record Overflow(Duration after, @Nullable TeamId team) {}
}
