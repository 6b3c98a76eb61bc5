package dev.tributary.store;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.tributary.connector.Platform;
import dev.tributary.store.SubscriptionRows.Known;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with accounts, as far as this module knows: connection, consent, permissions and subscriptions. */
final class AccountFacts {

    /** One renewal may fail without anybody having to know: there is time for many. */
    static final int FAILURES_IN_A_ROW = 2;

    private static final Duration TOKEN_ENDS_SOON = Duration.ofMinutes(50);

    private final Clock clock;
    private final List<AccountFact> facts = new ArrayList<>();

    AccountFacts(Clock clock) {
        this.clock = clock;
    }

    /**
     * What is known of an account that is bound.
     *
     * @param tokenEnds null where it has no token
     */
    record State(
            AccountId id,
            Platform platform,
            AccountState state,
            @Nullable String reason,
            Set<String> scopes,
            @Nullable Instant tokenEnds,
            @Nullable Instant consentEnds,
            int renewalFailures,
            @Nullable String renewalFailure) {}

    static List<AccountFact> of(List<State> accounts, List<Known> subscriptions, Clock clock) {
        var facts = new AccountFacts(clock);
        accounts.forEach(it -> {
            facts.connection(it);
            facts.permissions(it);
            subscriptions.stream()
                    .filter(known -> known.platform() == it.platform())
                    .forEach(known -> facts.subscription(it, known));
        });
        // Both subscriptions may be elsewhere; that is one thing to be told.
        return List.copyOf(facts.facts.stream()
                .collect(toMap(
                        it -> Map.entry(it.account(), it.kind()),
                        it -> it,
                        (first, second) -> first,
                        LinkedHashMap::new))
                .values());
    }

    private void connection(State account) {
        var consentEnds = account.consentEnds();
        if (account.state() == AccountState.NEEDS_RECONNECT || consentEnds == null || account.tokenEnds() == null) {
            add(account, AlertKind.NEEDS_RECONNECT, Map.of("reason", Objects.requireNonNullElse(account.reason(), "")));
            return;
        }
        var now = clock.instant();
        if (account.renewalFailures() >= FAILURES_IN_A_ROW
                && account.tokenEnds().isBefore(now.plus(TOKEN_ENDS_SOON))) {
            add(
                    account,
                    AlertKind.TOKEN_NOT_RENEWED,
                    Map.of(
                            "expiresAt",
                            account.tokenEnds(),
                            "failure",
                            Objects.requireNonNullElse(account.renewalFailure(), "")));
        }
        var notice = ConsentNotice.of(consentEnds, now);
        if (notice != null) {
            // Once it has ended TikTok says so at the next call, and the account needs to be connected again.
            var shown = notice == ConsentNotice.ENDED ? ConsentNotice.DAY : notice;
            add(account, AlertKind.CONSENT_ENDING, Map.of("endsAt", consentEnds, "notice", shown));
        }
    }

    private void permissions(State account) {
        var missing = Feature.missingFrom(account.scopes());
        if (!missing.isEmpty()) {
            var names = missing.stream().sorted().map(Enum::name).collect(joining(","));
            add(account, AlertKind.PERMISSION_MISSING, Map.of("features", names));
        }
    }

    private void subscription(State account, Known known) {
        var warning = known.warning();
        if (warning == null) {
            return;
        }
        switch (warning) {
            case MESSAGES_NOT_SUBSCRIBED -> add(account, AlertKind.MESSAGES_NOT_SUBSCRIBED, Map.of());
            case COMMENTS_NOT_SUBSCRIBED -> add(account, AlertKind.COMMENTS_NOT_SUBSCRIBED, Map.of());
            case ANOTHER_ADDRESS ->
                add(
                        account,
                        AlertKind.WEBHOOKS_ELSEWHERE,
                        Map.of(
                                "topic",
                                known.topic(),
                                "callbackUrl",
                                Objects.requireNonNullElse(known.callbackUrl(), "")));
            case SOME_POSTS_ONLY ->
                add(
                        account,
                        AlertKind.SOME_POSTS_ONLY,
                        Map.of("posts", known.posts().size()));
        }
    }

    private void add(State account, AlertKind kind, Map<String, Object> args) {
        facts.add(new AccountFact(account.id(), kind, args));
    }
}
