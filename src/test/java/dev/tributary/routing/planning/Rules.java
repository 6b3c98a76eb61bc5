package dev.tributary.routing.planning;

import dev.tributary.routing.TeamId;
import dev.tributary.routing.policy.Rule;
import dev.tributary.routing.policy.Rule.Choice;
import dev.tributary.routing.policy.Rule.LanguageUse;
import dev.tributary.routing.policy.Rule.Match;
import dev.tributary.routing.policy.Rule.Order;
import dev.tributary.routing.policy.Rule.Overflow;
import dev.tributary.routing.policy.Rule.Sticky;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule for everybody and everything that knows no customer, but for what a test says about it. */
final class Rules {

    private String name = "all";
    private @Nullable Match when;
    private @Nullable TeamId team;
    private @Nullable List<Order> order;
    private @Nullable Choice choose;
    private @Nullable Sticky sticky;
    private LanguageUse language = LanguageUse.IGNORE;
    private @Nullable Set<String> skills;
    private @Nullable Overflow overflow;
    private @Nullable Integer perMinute;
    private @Nullable Duration firstReplyWithin;

    static Rules rule() {
        return new Rules();
    }

    Rules named(String it) {
        name = it;
        return this;
    }

    Rules when(Match it) {
        when = it;
        return this;
    }

    Rules team(@Nullable TeamId it) {
        team = it;
        return this;
    }

    Rules order(Order... it) {
        order = List.of(it);
        return this;
    }

    Rules choose(Choice it) {
        choose = it;
        return this;
    }

    Rules sticky(Duration within, boolean acrossAccounts, @Nullable Duration waitFor) {
        sticky = new Sticky(within, acrossAccounts, waitFor);
        return this;
    }

    Rules language(LanguageUse it) {
        language = it;
        return this;
    }

    Rules skills(String... it) {
        skills = Set.of(it);
        return this;
    }

    Rules overflow(Duration after, @Nullable TeamId to) {
        overflow = new Overflow(after, to);
        return this;
    }

    Rules perMinute(@Nullable Integer it) {
        perMinute = it;
        return this;
    }

    Rules firstReplyWithin(@Nullable Duration it) {
        firstReplyWithin = it;
        return this;
    }

    Rule get() {
        return new Rule(
                name, when, team, order, choose, sticky, language, skills, overflow, perMinute, firstReplyWithin);
    }
}
