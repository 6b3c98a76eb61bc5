package dev.tributary.ingest;

import dev.tributary.platform.database.SqlArray;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** How an account's messages reached us, hour by hour, as the table has it. */
@ApplicationScoped
class RecoveryRows {

    private final Jdbi jdbi;

    RecoveryRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Hour(AccountId account, StoreId store, Instant at) {}

    record Added(
            int byWebhook,
            int recovered,
            int duplicates,
            int late,
            int conversationsCut,
            int listsCut,
            @Nullable Instant lastMessage,
            @Nullable Instant lastComment) {

        Added(int byWebhook, int recovered, int duplicates, int late, int conversationsCut, int listsCut) {
            this(byWebhook, recovered, duplicates, late, conversationsCut, listsCut, null, null);
        }

        boolean isNothing() {
            return byWebhook + recovered + duplicates + late + conversationsCut + listsCut == 0
                    && lastMessage == null
                    && lastComment == null;
        }

        Added plus(Added other) {
            return new Added(
                    byWebhook + other.byWebhook,
                    recovered + other.recovered,
                    duplicates + other.duplicates,
                    late + other.late,
                    conversationsCut + other.conversationsCut,
                    listsCut + other.listsCut,
                    later(lastMessage, other.lastMessage),
                    later(lastComment, other.lastComment));
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            return one == null || (other != null && other.isAfter(one)) ? other : one;
        }
    }

    /** In the order of their keys, so that several servers cannot stand in each other's way. */
    @Transactional
    void add(Map<Hour, Added> counted) {
        if (counted.isEmpty()) {
            return;
        }
        var hours = counted.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Hour, Added> it) ->
                                it.getKey().account().value())
                        .thenComparing(it -> it.getKey().at()))
                .toList();
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO recovery_hour AS r
                        SELECT * FROM unnest(:accounts, :stores, :hours, :byWebhook, :recovered, :duplicates, :late,
                            :conversationsCut, :listsCut, :lastMessages, :lastComments)
                        ON CONFLICT ON CONSTRAINT recovery_hour_once DO UPDATE SET
                            by_webhook = r.by_webhook + excluded.by_webhook,
                            recovered = r.recovered + excluded.recovered,
                            duplicates = r.duplicates + excluded.duplicates,
                            late = r.late + excluded.late,
                            conversations_cut = r.conversations_cut + excluded.conversations_cut,
                            lists_cut = r.lists_cut + excluded.lists_cut,
                            last_message_at = greatest(r.last_message_at, excluded.last_message_at),
                            last_comment_at = greatest(r.last_comment_at, excluded.last_comment_at)
                        """)
                .bindArray(
                        "accounts",
                        UUID.class,
                        hours.stream().map(it -> it.getKey().account().value()).toList())
                .bindArray(
                        "stores",
                        UUID.class,
                        hours.stream().map(it -> it.getKey().store().value()).toList())
                .bindArray(
                        "hours",
                        Instant.class,
                        hours.stream().map(it -> it.getKey().at()).toList())
                .bindArray("byWebhook", Integer.class, column(hours, Added::byWebhook))
                .bindArray("recovered", Integer.class, column(hours, Added::recovered))
                .bindArray("duplicates", Integer.class, column(hours, Added::duplicates))
                .bindArray("late", Integer.class, column(hours, Added::late))
                .bindArray("conversationsCut", Integer.class, column(hours, Added::conversationsCut))
                .bindArray("listsCut", Integer.class, column(hours, Added::listsCut))
                .bind("lastMessages", times(hours, Added::lastMessage))
                .bind("lastComments", times(hours, Added::lastComment))
                .execute());
    }

    private static Argument times(List<Map.Entry<Hour, Added>> hours, Function<Added, @Nullable Instant> value) {
        return SqlArray.of(
                Instant.class,
                hours.stream().map(it -> value.apply(it.getValue())).collect(Collectors.toList()));
    }

    private static List<Integer> column(List<Map.Entry<Hour, Added>> hours, ToIntFunction<Added> value) {
        return hours.stream().map(it -> value.applyAsInt(it.getValue())).toList();
    }
}
