package dev.tributary.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Platform;
import dev.tributary.connector.WebhookSubscription;
import dev.tributary.connector.WebhookTopic;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.address.PublicUrl;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.SubscriptionRows.Known;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether TikTok tells this server what happens. One subscription serves all accounts, and whoever subscribes last
 * gets everything: a second system silently takes the webhooks away.
 */
@ApplicationScoped
public class WebhookSubscriptions {

    private static final Logger LOG = Logger.getLogger(WebhookSubscriptions.class);

    private final Connectors connectors;
    private final PublicUrl publicUrl;
    private final SubscriptionRows rows;
    private final AccountAlerts alerts;
    private final AlertsConfig config;
    private final Audit audit;

    WebhookSubscriptions(
            Connectors connectors,
            PublicUrl publicUrl,
            SubscriptionRows rows,
            AccountAlerts alerts,
            AlertsConfig config,
            Audit audit) {
        this.connectors = connectors;
        this.publicUrl = publicUrl;
        this.rows = rows;
        this.alerts = alerts;
        this.config = config;
        this.audit = audit;
    }

    /** As the platform has them now, direct messages and comments. */
    public List<View> all() {
        var views = new ArrayList<View>();
        for (var topic : WebhookTopic.values()) {
            views.add(view(now(connector(), topic)));
        }
        return views;
    }

    /** As the platform said last, without asking it: null for what it was never asked. */
    public List<Remembered> remembered() {
        var known = rows.all().stream().collect(toUnmodifiableMap(Known::topic, Function.identity()));
        return Stream.of(WebhookTopic.values())
                .map(it -> remembered(it, known.get(it)))
                .toList();
    }

    /** Asks again and remembers, answer or not. Without the platform's app there is nobody to ask. */
    public List<Remembered> ask() {
        connectors.of(Platform.TIKTOK_BUSINESS).ifPresent(connector -> {
            for (var topic : WebhookTopic.values()) {
                try {
                    remember(connector.subscription(topic));
                } catch (ConnectorException e) {
                    QuarkusTransaction.requiringNew().run(() -> rows.failed(connector.platform(), topic, e));
                    LOG.warnf("TikTok did not say where it reports to: topic=%s %s", topic, e.getMessage());
                }
            }
        });
        return remembered();
    }

    @Scheduled(
            every = "${tributary.alerts.ask-subscriptions-every:1h}",
            delayed = "15s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void askNowAndThen() {
        if (config.enabled()) {
            ask();
        }
    }

    /** What it means for accounts is true at once. */
    private void remember(WebhookSubscription subscription) {
        QuarkusTransaction.requiringNew().run(() -> {
            rows.answered(Platform.TIKTOK_BUSINESS, subscription, warning(subscription));
            alerts.settleOwn(null);
        });
    }

    private Remembered remembered(WebhookTopic topic, @Nullable Known known) {
        return known == null
                ? new Remembered(topic, null, ours(), List.of(), null, null, null, false)
                : new Remembered(
                        topic,
                        known.callbackUrl(),
                        ours(),
                        known.posts(),
                        known.warning(),
                        known.checkedAt(),
                        known.failure(),
                        known.refused());
    }

    /** Has the platform tell this server, and nobody else. */
    public Subscribed subscribe(AgentId by, WebhookTopic topic) {
        var connector = connector();
        var before = now(connector, topic).callbackUrl();
        var ours = ours();
        WebhookSubscription after;
        try {
            after = connector.subscribe(topic, URI.create(ours));
        } catch (ConnectorException e) {
            throw refused(e);
        }
        QuarkusTransaction.requiringNew()
                .run(() -> audit.record(
                        by, "webhook.subscribed", topic.name(), (before == null ? "none" : before) + " → " + ours));
        remember(after);
        return new Subscribed(view(after), ours.equals(before) ? null : before);
    }

    /** Whether there is anybody to ask. */
    public boolean configured() {
        return connectors.of(Platform.TIKTOK_BUSINESS).isPresent();
    }

    private Connector connector() {
        return connectors.of(Platform.TIKTOK_BUSINESS).orElseThrow(AccountBinder::notConfigured);
    }

    private WebhookSubscription now(Connector connector, WebhookTopic topic) {
        try {
            var now = connector.subscription(topic);
            remember(now);
            return now;
        } catch (ConnectorException e) {
            QuarkusTransaction.requiringNew().run(() -> rows.failed(connector.platform(), topic, e));
            throw refused(e);
        }
    }

    private static ProblemException refused(ConnectorException failure) {
        return new ProblemException(
                StoreProblem.PLATFORM_CALL_FAILED,
                "TikTok said: " + failure.getMessage() + " Check the app's id and secret, or try again later.");
    }

    private String ours() {
        return publicUrl.resolve("/hooks/tiktok/business");
    }

    private View view(WebhookSubscription subscription) {
        var warning = warning(subscription);
        return new View(
                subscription.topic(),
                subscription.callbackUrl(),
                ours(),
                subscription.posts(),
                warning,
                warning == null ? null : warning.words);
    }

    private @Nullable Warning warning(WebhookSubscription subscription) {
        if (subscription.callbackUrl() == null) {
            return subscription.topic() == WebhookTopic.COMMENT
                    ? Warning.COMMENTS_NOT_SUBSCRIBED
                    : Warning.MESSAGES_NOT_SUBSCRIBED;
        }
        if (!subscription.callbackUrl().equals(ours())) {
            return Warning.ANOTHER_ADDRESS;
        }
        return subscription.posts().isEmpty() ? null : Warning.SOME_POSTS_ONLY;
    }

    /** What is wrong with a subscription. */
    public enum Warning {
        MESSAGES_NOT_SUBSCRIBED("TikTok reports no direct messages to anybody. Subscribe to them."),
        COMMENTS_NOT_SUBSCRIBED(
                "TikTok reports no comments: those of direct messages alone bring none. Subscribe to them."),
        ANOTHER_ADDRESS("TikTok reports to another address than this server's. Whoever is there gets nothing any more"
                + " once you subscribe."),
        SOME_POSTS_ONLY("TikTok reports the comments of the listed posts only. Subscribing anew does not change that:"
                + " delete the subscription at TikTok first.");

        private final String words;

        Warning(String words) {
            this.words = words;
        }
    }

    /**
     * @param callbackUrl where the platform reports to now; null where to nobody
     * @param expectedUrl this server's address
     * @param posts the only posts that are reported; none means all
     * @param warning null where all is well
     * @param words the same for a person
     */
    public record View(
            WebhookTopic eventType,
            @Nullable String callbackUrl,
            String expectedUrl,
            List<String> posts,
            @Nullable Warning warning,
            @Nullable String words) {}

    /**
     * @param checkedAt when the platform said so; null if it never did
     * @param failure why it did not answer when it was asked last; null if it did
     * @param refused whether that is because the platform does not accept this server's app
     */
    @Schema(name = "KnownSubscription")
    public record Remembered(
            WebhookTopic eventType,
            @Nullable String callbackUrl,
            String expectedUrl,
            List<String> posts,
            @Nullable Warning warning,
            @Nullable Instant checkedAt,
            @Nullable String failure,
            @JsonIgnore @Schema(hidden = true) boolean refused) {

        public boolean forComments() {
            return eventType == WebhookTopic.COMMENT;
        }
    }

    /** @param overwrote whom the platform reported to until now; null where that was nobody or this server */
    public record Subscribed(View subscription, @Nullable String overwrote) {}
}
