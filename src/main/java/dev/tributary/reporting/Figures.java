package dev.tributary.reporting;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tributary.platform.database.SqlArray;
import dev.tributary.reporting.AccountFigures.Backlog;
import dev.tributary.reporting.AccountFigures.Code;
import dev.tributary.reporting.AccountFigures.Events;
import dev.tributary.reporting.AccountFigures.Outcome;
import dev.tributary.reporting.AccountFigures.ReadBack;
import dev.tributary.reporting.AccountFigures.Recovery;
import dev.tributary.reporting.AccountFigures.Sends;
import dev.tributary.reporting.AccountFigures.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** How accounts are doing: a fixed number of statements, however many accounts. */
@ApplicationScoped
class Figures {

    private final Jdbi jdbi;
    private final Backlogs backlogs;

    Figures(Jdbi jdbi, Backlogs backlogs) {
        this.jdbi = jdbi;
        this.backlogs = backlogs;
    }

    /** @param hours over how many of the last hours what went out and came in is counted */
    Function<UUID, AccountFigures> of(Collection<UUID> accounts, int hours) {
        var events = events(accounts);
        var backlog = backlogs.byAccount();
        var tokens = tokens(accounts);
        var sends = sends(accounts, hours);
        var recovery = recovery(accounts, hours);
        var readBack = readBack(accounts);
        return it -> new AccountFigures(
                events.getOrDefault(it, Events.NONE),
                backlog.getOrDefault(it, Backlog.NONE),
                tokens.getOrDefault(it, Token.NONE),
                sends.getOrDefault(it, new Sends(hours, 0, 0, 0, 0, List.of())),
                recovery.getOrDefault(it, new Recovery(hours, 0, 0, 0, 0, 0)),
                readBack.getOrDefault(it, ReadBack.NEVER));
    }

    private Map<UUID, Events> events(Collection<UUID> accounts) {
        // What came longer than a month ago is no news of how webhooks are doing.
        var sql = """
                SELECT a.account_id, h.message_at, h.comment_at, r.last_hour,
                    extract(epoch FROM r.usual_gap)::bigint AS usual_gap, coalesce(r.silent, false) AS silent
                FROM unnest(:accounts) AS a (account_id)
                LEFT JOIN account_rhythm r ON r.account_id = a.account_id
                LEFT JOIN (
                    SELECT account_id, max(last_message_at) AS message_at, max(last_comment_at) AS comment_at
                    FROM recovery_hour
                    WHERE account_id = ANY(:accounts) AND hour > now() - interval '30 days'
                    GROUP BY account_id) AS h ON h.account_id = a.account_id
                """;
        return byAccount(sql, accounts, 0, (row, context) -> {
            var message = Columns.timeOrNull(row, "message_at");
            var comment = Columns.timeOrNull(row, "comment_at");
            return new Events(
                    Stream.of(message, comment, Columns.timeOrNull(row, "last_hour"))
                            .flatMap(Stream::ofNullable)
                            .max(Comparator.naturalOrder())
                            .orElse(null),
                    message,
                    comment,
                    row.getObject("usual_gap", Long.class),
                    row.getBoolean("silent"));
        });
    }

    private Map<UUID, Token> tokens(Collection<UUID> accounts) {
        var sql = "SELECT * FROM account_credential WHERE account_id = ANY(:accounts)";
        return byAccount(
                sql,
                accounts,
                0,
                (row, context) -> new Token(
                        Columns.time(row, "access_expires_at"),
                        Columns.time(row, "refreshed_at"),
                        row.getInt("renewal_failures"),
                        row.getString("renewal_failure"),
                        Columns.time(row, "refresh_expires_at")));
    }

    private Map<UUID, Sends> sends(Collection<UUID> accounts, int hours) {
        var tallies = new HashMap<UUID, SendTally>();
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT account_id, status, CASE status WHEN 'FAILED' THEN coalesce(failure_code, 'OTHER') END AS code,
                            count(*) AS count, max(created_at) AS last_at
                        FROM message
                        WHERE account_id = ANY(:accounts) AND direction = 'OUTBOUND' AND client_token IS NOT NULL
                            AND created_at > now() - make_interval(hours => :hours)
                        GROUP BY 1, 2, 3
                        """)
                .bind("accounts", SqlArray.of(UUID.class, accounts))
                .bind("hours", hours)
                .map((row, context) -> tallies.computeIfAbsent(Columns.account(row), it -> new SendTally())
                        .add(row))
                .list());
        return tallies.entrySet().stream()
                .collect(
                        toUnmodifiableMap(Map.Entry::getKey, it -> it.getValue().sends(hours)));
    }

    private Map<UUID, Recovery> recovery(Collection<UUID> accounts, int hours) {
        var sql = """
                SELECT account_id, sum(by_webhook)::bigint AS by_webhook, sum(recovered)::bigint AS recovered,
                    sum(duplicates)::bigint AS duplicates, sum(late)::bigint AS late,
                    sum(conversations_cut + lists_cut)::bigint AS cut
                FROM recovery_hour
                WHERE account_id = ANY(:accounts) AND hour > now() - make_interval(hours => :hours)
                GROUP BY account_id
                """;
        return byAccount(
                sql,
                accounts,
                hours,
                (row, context) -> new Recovery(
                        hours,
                        row.getLong("by_webhook"),
                        row.getLong("recovered"),
                        row.getLong("duplicates"),
                        row.getLong("late"),
                        row.getLong("cut")));
    }

    private Map<UUID, ReadBack> readBack(Collection<UUID> accounts) {
        var sql = """
                SELECT r.*, coalesce(r.held_until > now(), false) AS running
                FROM reconciliation r WHERE account_id = ANY(:accounts)
                """;
        return byAccount(
                sql,
                accounts,
                0,
                (row, context) -> new ReadBack(
                        row.getBoolean("running"),
                        row.getString("last_cause"),
                        Columns.timeOrNull(row, "last_began_at"),
                        Columns.timeOrNull(row, "last_ended_at"),
                        outcome(row.getString("last_outcome")),
                        row.getString("last_failure"),
                        Columns.time(row, "due_at")));
    }

    private static @Nullable Outcome outcome(@Nullable String name) {
        return name == null ? null : Outcome.valueOf(name);
    }

    private <T> Map<UUID, T> byAccount(String sql, Collection<UUID> accounts, int hours, RowMapper<T> figures) {
        return jdbi.withHandle(db -> {
            var query = db.createQuery(sql).bind("accounts", SqlArray.of(UUID.class, accounts));
            return (hours == 0 ? query : query.bind("hours", hours))
                    .map((row, context) -> Map.entry(Columns.account(row), figures.map(row, context)))
                    .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        });
    }

    /** Adds the replies of one account up, state by state and code by code. */
    private static final class SendTally {

        private int sent;
        private int failed;
        private int uncertain;
        private int waiting;
        private final List<Code> codes = new ArrayList<>();

        SendTally add(ResultSet row) throws SQLException {
            var count = row.getInt("count");
            Instant lastAt = Columns.time(row, "last_at");
            switch (row.getString("status")) {
                case "SENT", "DELIVERED", "READ" -> sent += count;
                case "UNCERTAIN" -> uncertain += count;
                case "FAILED" -> {
                    failed += count;
                    codes.add(new Code(row.getString("code"), count, lastAt));
                }
                default -> waiting += count;
            }
            return this;
        }

        Sends sends(int hours) {
            codes.sort(Comparator.comparingInt(Code::count).reversed().thenComparing(Code::code));
            return new Sends(hours, sent, failed, uncertain, waiting, codes);
        }
    }
}
