package dev.tributary.delivery;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.FakeConnector;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Saying;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.SentMessage;
import dev.tributary.connector.Signal;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A platform that answers as it was told to, account by account, and accepts what nobody told it about. */
@Alternative
@Singleton
class ScriptedConnector extends FakeConnector {

    private final Map<String, Deque<Function<OutboundMessage, SendOutcome>>> scripts = new ConcurrentHashMap<>();
    private final Map<String, SendOutcome> rule = new ConcurrentHashMap<>();
    private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
    private final Map<String, List<SentMessage>> said = new ConcurrentHashMap<>();
    private final Set<String> unlisted = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> whileListing = new ConcurrentHashMap<>();
    private final Map<String, List<Signal>> signals = new ConcurrentHashMap<>();
    private final Set<String> unsignalled = ConcurrentHashMap.newKeySet();

    record Call(OutboundMessage message, Credentials credentials) {}

    /** What happens at the next call for the account, then at the one after. */
    void answers(AccountRef account, Function<OutboundMessage, SendOutcome> answer) {
        scripts.computeIfAbsent(account.externalId(), it -> new ArrayDeque<>()).add(answer);
    }

    void answers(AccountRef account, SendOutcome answer) {
        answers(account, it -> answer);
    }

    /** What happens at every call that nothing else was said about. */
    void alwaysAnswers(AccountRef account, SendOutcome answer) {
        rule.put(account.externalId(), answer);
    }

    List<Call> calls(AccountRef account) {
        return calls.getOrDefault(account.externalId(), List.of());
    }

    List<String> textsSent(AccountRef account) {
        return calls(account).stream().map(it -> words(it.message())).toList();
    }

    static String words(OutboundMessage message) {
        return ((Saying.Words) message.saying()).text();
    }

    void lists(String conversationExternalId, SentMessage... messages) {
        said.put(conversationExternalId, List.of(messages));
    }

    void cannotList(String conversationExternalId) {
        unlisted.add(conversationExternalId);
    }

    void canList(String conversationExternalId) {
        unlisted.remove(conversationExternalId);
    }

    /** What happens while it is asked what was said there. */
    void whileListing(String conversationExternalId, Runnable run) {
        whileListing.put(conversationExternalId, run);
    }

    /** What customers were shown, in order. */
    List<Signal> signals(String conversationExternalId) {
        return signals.getOrDefault(conversationExternalId, List.of());
    }

    void refusesSignals(String conversationExternalId) {
        unsignalled.add(conversationExternalId);
    }

    @Override
    public void signal(AccountRef account, Credentials credentials, String conversationExternalId, Signal signal)
            throws ConnectorException {
        signals.computeIfAbsent(conversationExternalId, it -> new CopyOnWriteArrayList<>())
                .add(signal);
        if (unsignalled.contains(conversationExternalId)) {
            throw new ConnectorException(ConnectorException.Kind.THROTTLED, "40100", "Too many calls.");
        }
    }

    @Override
    public SendOutcome send(AccountRef account, Credentials credentials, OutboundMessage message) {
        calls.computeIfAbsent(account.externalId(), it -> new CopyOnWriteArrayList<>())
                .add(new Call(message, credentials));
        var script = scripts.get(account.externalId());
        Function<OutboundMessage, SendOutcome> next;
        synchronized (this) {
            next = script == null ? null : script.poll();
        }
        return next == null
                ? rule.getOrDefault(account.externalId(), SendOutcome.accepted("out-" + UUID.randomUUID(), null))
                : next.apply(message);
    }

    @Override
    public List<SentMessage> recentlySent(AccountRef account, Credentials credentials, OutboundMessage where)
            throws ConnectorException {
        whileListing.getOrDefault(where.conversationExternalId(), () -> {}).run();
        if (unlisted.contains(where.conversationExternalId())) {
            throw new ConnectorException(ConnectorException.Kind.UNAVAILABLE, null, "TikTok is ill.");
        }
        return said.getOrDefault(where.conversationExternalId(), List.of());
    }
}
