package dev.tributary.routing.policy;

import static java.util.Objects.requireNonNullElse;

import dev.tributary.routing.policy.Rule.Match;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a store wants its conversations given to agents. Immutable, and the same for routing and for a rehearsal of it.
 *
 * @param rules the first that matches a conversation applies; whatever none matches goes by {@link Rule#DEFAULT}
 * @param vipLabels a conversation with one of these is of a VIP; without regard to case
 * @param absences what happens to what agents have when they are not there; nothing where it is not said
 */
public record Policy(List<Rule> rules, Set<String> vipLabels, Map<Absence, AbsenceRule> absences) {

    /** What holds where nobody has said anything: everybody takes part, whoever knows the customer first. */
    public static final Policy DEFAULT = new Policy(List.of(Rule.DEFAULT), Set.of("VIP"), Map.of());

    public Policy(
            @Nullable List<Rule> rules, @Nullable Set<String> vipLabels, @Nullable Map<Absence, AbsenceRule> absences) {
        this.rules = List.copyOf(requireNonNullElse(rules, List.of()));
        this.vipLabels = Set.copyOf(requireNonNullElse(vipLabels, Set.of()));
        this.absences = Map.copyOf(requireNonNullElse(absences, Map.of()));
    }

    /** Whether some rule is for conversations of certain languages. */
    public boolean namesLanguages() {
        return rules.stream().anyMatch(it -> !it.when().languages().isEmpty());
    }

    /** Whether some rule gives an agent no more than so many a minute. */
    public boolean limitsRates() {
        return rules.stream().anyMatch(it -> it.perMinute() != null);
    }

    /** Never empty-handed: the last word is the default's. */
    public Rule ruleFor(Match.Subject conversation) {
        return rules.stream()
                .filter(it -> it.when().matches(conversation))
                .findFirst()
                .orElse(Rule.DEFAULT);
    }
}
