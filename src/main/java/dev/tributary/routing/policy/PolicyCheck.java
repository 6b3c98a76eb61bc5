package dev.tributary.routing.policy;

import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.policy.Rule.Match;
import dev.tributary.routing.policy.Rule.Order;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a policy, field by field, with what to do about it.
 *
 * <p>Not thread-safe; lives as long as one check.
 */
final class PolicyCheck {

    static final int MOST_RULES = 50;
    static final int MOST_WORDS = 50;
    static final int LONGEST_WORD = 50;
    static final int LONGEST_NAME = 100;
    static final int MOST_PER_MINUTE = 60;
    static final Duration LONGEST = Duration.ofDays(30);

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final Known known;
    private final List<InvalidField> wrong = new ArrayList<>();

    private PolicyCheck(Known known) {
        this.known = known;
    }

    /** What there is in the store for a policy to name. */
    record Known(Set<TeamId> teams, Set<AccountId> accounts) {}

    /** @param field what the caller calls the policy */
    static List<InvalidField> of(String field, Policy policy, Known known) {
        var check = new PolicyCheck(known);
        check.policy(field, policy);
        return check.wrong;
    }

    /** @throws ProblemException naming each wrong field */
    static void require(String field, Policy policy, Known known) {
        var wrong = of(field, policy, known);
        if (!wrong.isEmpty()) {
            throw InvalidField.problem(wrong);
        }
    }

    private void policy(String at, Policy policy) {
        if (policy.rules().size() > MOST_RULES) {
            says(at + ".rules", "must be no more than " + MOST_RULES + " rules: join some that do the same");
        }
        var names = new HashSet<String>();
        for (var i = 0; i < policy.rules().size(); i++) {
            rule(at + ".rules[" + i + "]", policy.rules().get(i), names);
        }
        words(at + ".vipLabels", policy.vipLabels());
        policy.absences().forEach((absence, rule) -> absence(at + ".absences." + absence, rule));
    }

    private void rule(String at, Rule rule, Set<String> names) {
        var name = rule.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            says(at + ".name", "must have 1 to " + LONGEST_NAME + " characters: decisions are explained by it");
        } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
            says(at + ".name", "is the name of another rule: give each its own");
        }
        match(at + ".when", rule.when());
        team(at + ".team", rule.team());
        order(at + ".order", rule);
        var sticky = rule.sticky();
        if (sticky != null) {
            positive(at + ".sticky.within", sticky.within());
            notNegative(at + ".sticky.waitFor", sticky.waitFor());
        }
        words(at + ".skills", rule.skills());
        if (rule.skills().stream().anyMatch(it -> !it.equals(it.toLowerCase(Locale.ROOT)))) {
            says(at + ".skills", "must be in lower case, as agents' skills are");
        }
        overflow(at + ".overflow", rule);
        var perMinute = rule.perMinute();
        if (perMinute != null && (perMinute < 1 || perMinute > MOST_PER_MINUTE)) {
            says(at + ".perMinute", "must be from 1 to " + MOST_PER_MINUTE + ", or null for no limit");
        }
        if (rule.firstReplyWithin() != null) {
            positive(at + ".firstReplyWithin", rule.firstReplyWithin());
        }
    }

    private void match(String at, Match when) {
        if (!known.accounts().containsAll(when.accounts())) {
            says(at + ".accounts", "must be accounts of this store: take out those that are not");
        }
        words(at + ".labels", when.labels());
        if (!LANGUAGES.containsAll(when.languages())) {
            says(at + ".languages", "must be languages of ISO 639-1, such as th, vi and en");
        }
    }

    private void order(String at, Rule rule) {
        if (rule.order().isEmpty()
                || new HashSet<>(rule.order()).size() < rule.order().size()) {
            says(at, "must name at least one, and none twice");
        }
        if (rule.order().contains(Order.SLA_FIRST) && rule.firstReplyWithin() == null) {
            says(at, "can only go by the first reply if firstReplyWithin says when it is due");
        }
    }

    private void overflow(String at, Rule rule) {
        var overflow = rule.overflow();
        if (overflow == null) {
            return;
        }
        positive(at + ".after", overflow.after());
        team(at + ".team", overflow.team());
        if (overflow.team() != null && overflow.team().equals(rule.team())) {
            says(at + ".team", "is the rule's own team: name another, or null for everybody");
        }
    }

    private void absence(String at, @Nullable AbsenceRule rule) {
        // What was not sent is null, whatever the record says.
        if (rule == null || (Object) rule.then() == null) {
            says(at + ".then", "must be KEEP, QUEUE or TEAM");
            return;
        }
        notNegative(at + ".after", rule.after());
        team(at + ".team", rule.team());
        if (rule.then() == AbsenceRule.Then.TEAM && rule.team() == null) {
            says(at + ".team", "must name the team that takes over");
        } else if (rule.then() != AbsenceRule.Then.TEAM && rule.team() != null) {
            says(at + ".team", "must be null unless a team takes over");
        }
    }

    private void team(String at, @Nullable TeamId team) {
        if (team != null && !known.teams().contains(team)) {
            says(at, "must be a team of this store: choose one that is there");
        }
    }

    private void positive(String at, @Nullable Duration duration) {
        if (duration == null || duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            says(at, "must be longer than nothing and no longer than " + LONGEST.toDays() + " days, such as PT5M");
        }
    }

    private void notNegative(String at, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.compareTo(LONGEST) > 0)) {
            says(at, "must be no longer than " + LONGEST.toDays() + " days, such as PT5M");
        }
    }

    private void words(String at, Collection<String> words) {
        if (words.size() > MOST_WORDS) {
            says(at, "must be no more than " + MOST_WORDS);
        }
        if (words.stream().anyMatch(it -> it.isBlank() || it.length() > LONGEST_WORD || !it.equals(it.strip()))) {
            says(at, "must each have 1 to " + LONGEST_WORD + " characters, without spaces around them");
        }
    }

    private void says(String field, String message) {
        wrong.add(new InvalidField(field, message));
    }
}
