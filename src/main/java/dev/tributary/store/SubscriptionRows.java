package dev.tributary.store;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Platform;
import dev.tributary.connector.WebhookSubscription;
import dev.tributary.connector.WebhookTopic;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.store.WebhookSubscriptions.Warning;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Where platforms report to, as they said last. */
@ApplicationScoped
class SubscriptionRows {

    private final Jdbi jdbi;
    private final Clock clock;

    SubscriptionRows(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * @param checkedAt when the platform last said so; null if it never answered
     * @param failure why it did not answer the last time; null if it did
     */
    record Known(
            Platform platform,
            WebhookTopic topic,
            @Nullable String callbackUrl,
            List<String> posts,
            @Nullable Warning warning,
            @Nullable Instant checkedAt,
            @Nullable String failure,
            ConnectorException.@Nullable Kind failureKind) {

        /** Whether the platform does not accept this server's app. */
        boolean refused() {
            return failureKind != null
                    && switch (failureKind) {
                        case UNAUTHORIZED, FORBIDDEN, REFUSED -> true;
                        case THROTTLED, QUOTA_USED_UP, UNAVAILABLE -> false;
                    };
        }
    }

    List<Known> all() {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM webhook_subscription ORDER BY topic DESC")
                .map(SubscriptionRows::read)
                .list());
    }

    void answered(Platform platform, WebhookSubscription subscription, @Nullable Warning warning) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO webhook_subscription (platform, topic, callback_url, posts, warning, checked_at)
                        VALUES (:platform, :topic, :url, :posts, :warning, :now)
                        ON CONFLICT ON CONSTRAINT webhook_subscription_once DO UPDATE SET
                            callback_url = excluded.callback_url, posts = excluded.posts, warning = excluded.warning,
                            checked_at = excluded.checked_at, failure = NULL, failure_kind = NULL
                        """)
                .bind("platform", platform)
                .bind("topic", subscription.topic())
                .bind("url", subscription.callbackUrl())
                .bind("posts", SqlArray.of(String.class, subscription.posts()))
                .bind("warning", warning)
                .bind("now", clock.instant())
                .execute());
    }

    /** What it said before stays: it is the best that is known. */
    void failed(Platform platform, WebhookTopic topic, ConnectorException failure) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO webhook_subscription (platform, topic, failure, failure_kind)
                        VALUES (:platform, :topic, left(:failure, 500), :kind)
                        ON CONFLICT ON CONSTRAINT webhook_subscription_once DO UPDATE SET
                            failure = excluded.failure, failure_kind = excluded.failure_kind
                        """)
                .bind("platform", platform)
                .bind("topic", topic)
                .bind("failure", String.valueOf(failure.getMessage()))
                .bind("kind", failure.kind())
                .execute());
    }

    private static Known read(ResultSet row, StatementContext context) throws SQLException {
        var warning = row.getString("warning");
        var failureKind = row.getString("failure_kind");
        var checkedAt = row.getObject("checked_at", OffsetDateTime.class);
        return new Known(
                Platform.valueOf(row.getString("platform")),
                WebhookTopic.valueOf(row.getString("topic")),
                row.getString("callback_url"),
                List.of((String[]) row.getArray("posts").getArray()),
                warning == null ? null : Warning.valueOf(warning),
                checkedAt == null ? null : checkedAt.toInstant(),
                row.getString("failure"),
                failureKind == null ? null : ConnectorException.Kind.valueOf(failureKind));
    }
}
