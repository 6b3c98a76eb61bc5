package dev.tributary.delivery;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Signal;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationRead;
import dev.tributary.conversation.Onlookers;
import dev.tributary.conversation.Onlookers.Onlooker;
import dev.tributary.store.AccountDisconnectedException;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountTokens;
import dev.tributary.store.Accounts;
import dev.tributary.store.ShownToCustomers;
import dev.tributary.store.ShownToCustomers.Shown;
import dev.tributary.store.governor.CallGovernor;
import dev.tributary.store.governor.CallPriority;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Shows customers that somebody types, or has read what they wrote, where their store wants that.
 *
 * <p>A courtesy, which nothing may suffer for: what cannot be shown at once is not shown at all, and what fails is not
 * tried again.
 */
@ApplicationScoped
public class Signals {

    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final int CALLS = 4;

    /** TikTok shows it for five seconds, and browsers tell us every four, more or less. */
    private static final Duration TYPING_EVERY = Duration.ofSeconds(3);

    private static final Duration REST = Duration.ofMinutes(5);

    private final Onlookers onlookers;
    private final ShownToCustomers stores;
    private final Accounts accounts;
    private final AccountTokens tokens;
    private final Connectors connectors;
    private final CallGovernor governor;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final Map<ConversationId, Instant> typed = new ConcurrentHashMap<>();
    private final Map<AccountId, Instant> restingUntil = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0, CALLS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), it -> new Thread(it, "signals"));

    Signals(
            Onlookers onlookers,
            ShownToCustomers stores,
            Accounts accounts,
            AccountTokens tokens,
            Connectors connectors,
            CallGovernor governor,
            DeliveryMetrics metrics,
            Clock clock) {
        this.onlookers = onlookers;
        this.stores = stores;
        this.accounts = accounts;
        this.tokens = tokens;
        this.connectors = connectors;
        this.governor = governor;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Somebody types an answer. */
    public void typing(ConversationId conversation) {
        if (isNews(conversation)) {
            begin(conversation, Signal.TYPING);
        }
    }

    void read(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConversationRead event) {
        begin(event.conversation(), Signal.READ);
    }

    private boolean isNews(ConversationId conversation) {
        var now = clock.instant();
        typed.values().removeIf(it -> !it.isAfter(now.minus(TYPING_EVERY)));
        return typed.putIfAbsent(conversation, now) == null;
    }

    private void begin(ConversationId conversation, Signal signal) {
        try {
            workers.execute(() -> show(conversation, signal));
        } catch (RejectedExecutionException e) {
            LOG.debugf("All are busy, or the server stops: conversation=%s signal=%s", conversation, signal);
            metrics.count(signal, "BUSY");
        }
    }

    void show(ConversationId conversation, Signal signal) {
        try {
            onlookers
                    .of(conversation)
                    .filter(it -> isShown(signal, stores.of(it.store())))
                    .filter(it -> !isResting(it.account()))
                    .ifPresent(it -> metrics.count(signal, show(it, signal)));
        } catch (RuntimeException e) {
            LOG.warnf(e, "A signal was lost: conversation=%s signal=%s", conversation, signal);
            metrics.count(signal, "FAILED");
        }
    }

    private static boolean isShown(Signal signal, Shown shown) {
        return switch (signal) {
            case TYPING -> shown.typing();
            case READ -> shown.read();
        };
    }

    /** What became of it. */
    private String show(Onlooker onlooker, Signal signal) {
        var account = accounts.find(onlooker.account());
        var connector = account.flatMap(it -> connectors.of(it.platform()));
        if (account.isEmpty() || connector.isEmpty()) {
            return "NOT_CONNECTED";
        }
        try {
            var credentials = tokens.usable(onlooker.account());
            var ref = account.get().ref();
            var allowed = governor.take(ref, ApiCall.SEND_MESSAGE, CallPriority.COURTESY)
                    .permit();
            if (allowed == null) {
                return "NO_PERMIT";
            }
            try (var permit = allowed) {
                if (!permit.leave()) {
                    return "NO_PERMIT";
                }
                connector.get().signal(ref, credentials, onlooker.conversationExternalId(), signal);
            }
            return "SHOWN";
        } catch (AccountDisconnectedException e) {
            LOG.debugf("%s", e.getMessage());
            return "NOT_CONNECTED";
        } catch (ConnectorException e) {
            LOG.debugf("A signal was refused: account=%s kind=%s code=%s", onlooker.account(), e.kind(), e.code());
            // Replies go on: it is not for them that too many calls were made.
            restingUntil.put(onlooker.account(), clock.instant().plus(REST));
            return e.kind().name();
        }
    }

    private boolean isResting(AccountId account) {
        return clock.instant().isBefore(restingUntil.getOrDefault(account, Instant.MIN));
    }

    void stop(@Observes ShutdownEvent event) {
        workers.shutdownNow();
    }
}
