package dev.tributary.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Surface;
import dev.tributary.routing.policy.Rule.Match;
import dev.tributary.store.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final AccountId KETTLE = new AccountId(new UUID(1, 1));
    private static final AccountId TEAPOT = new AccountId(new UUID(1, 2));

    private record Subject(
            AccountId account,
            Surface surface,
            Set<String> labels,
            @Nullable String language) implements Match.Subject {}

    private final Subject thaiReturn = new Subject(KETTLE, Surface.DM, Set.of("Return", "late"), "th");

    @Test
    void whatIsEmptyDoesNotMatter() {
        assertThat(Match.ANY.matches(thaiReturn)).isTrue();
        assertThat(Match.ANY.matches(new Subject(TEAPOT, Surface.COMMENT, Set.of(), null)))
                .isTrue();
    }

    @Test
    void everythingThatIsSaidMustHold() {
        var accounts = Set.of(KETTLE);
        var surfaces = Set.of(Surface.DM, Surface.SHOP_CHAT);
        var labels = Set.of("RETURN", "vip");
        var languages = Set.of("th", "vi");

        assertThat(new Match(accounts, surfaces, labels, languages).matches(thaiReturn))
                .isTrue();
        assertThat(new Match(Set.of(TEAPOT), surfaces, labels, languages).matches(thaiReturn))
                .isFalse();
        assertThat(new Match(accounts, Set.of(Surface.COMMENT), labels, languages).matches(thaiReturn))
                .isFalse();
        assertThat(new Match(accounts, surfaces, Set.of("vip"), languages).matches(thaiReturn))
                .isFalse();
        assertThat(new Match(accounts, surfaces, labels, Set.of("vi")).matches(thaiReturn))
                .isFalse();
    }

    @Test
    void aRuleForALanguageIsNotForWhoseLanguageNobodyKnows() {
        assertThat(new Match(null, null, null, Set.of("th")).matches(new Subject(KETTLE, Surface.DM, Set.of(), null)))
                .isFalse();
    }

    @Test
    void theFirstRuleThatMatchesAppliesAndElseTheDefault() {
        var first = named("first", new Match(null, null, Set.of("return"), null));
        var second = named("second", new Match(null, Set.of(Surface.DM), null, null));
        var policy = new Policy(List.of(first, second), null, null);

        assertThat(policy.ruleFor(thaiReturn)).isEqualTo(first);
        assertThat(policy.ruleFor(new Subject(KETTLE, Surface.DM, Set.of(), null)))
                .isEqualTo(second);
        assertThat(policy.ruleFor(new Subject(KETTLE, Surface.COMMENT, Set.of(), null)))
                .isEqualTo(Rule.DEFAULT);
        assertThat(new Policy(null, null, null).ruleFor(thaiReturn)).isEqualTo(Rule.DEFAULT);
    }

    @Test
    void aVipIsWhoeverCarriesOneOfTheLabels() {
        var policy = new Policy(null, Set.of("Gold", "VIP"), Map.of());

        assertThat(Rule.isVip(policy, Set.of("gold"))).isTrue();
        assertThat(Rule.isVip(policy, Set.of("silver"))).isFalse();
        assertThat(Rule.isVip(policy, Set.of())).isFalse();
    }

    private static Rule named(String name, Match when) {
        return new Rule(name, when, null, null, null, null, null, null, null, null, null);
    }
}
