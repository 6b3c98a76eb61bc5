package dev.tributary.realtime;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.conversation.ChangeTypes;
import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.MessageQueries;
import dev.tributary.conversation.SeenMarks;
import dev.tributary.conversation.SeenMarks.Mark;
import dev.tributary.realtime.ChangeRows.Change;
import dev.tributary.routing.Attention;
import dev.tributary.routing.DutyQueries;
import dev.tributary.routing.DutyView;
import dev.tributary.routing.team.TeamView;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountView;
import dev.tributary.store.AccountViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames. What a change says is read now, once for the whole batch and for all readers; of several changes of one
 * subject the last number tells, and the earlier ones are skipped.
 */
@ApplicationScoped
class Frames {

    private static final int VERSION = 1;
    private static final String ACCOUNT = "account.changed";

    private final ConversationQueries conversations;
    private final MessageQueries messages;
    private final SeenMarks marks;
    private final AccountViews accounts;
    private final DutyQueries duties;
    private final Attention attention;
    private final ObjectMapper json;

    Frames(
            ConversationQueries conversations,
            MessageQueries messages,
            SeenMarks marks,
            AccountViews accounts,
            DutyQueries duties,
            Attention attention,
            ObjectMapper json) {
        this.conversations = conversations;
        this.messages = messages;
        this.marks = marks;
        this.accounts = accounts;
        this.duties = duties;
        this.attention = attention;
        this.json = json;
    }

    /** A frame for each of the changes, in their order. */
    List<Frame> of(UUID store, List<Change> changes) {
        var lastOfSubject = new HashMap<Subject, Change>();
        changes.forEach(it -> lastOfSubject.put(Subject.of(it), it));
        var facts = facts(lastOfSubject.keySet());
        var frames = new ArrayList<Frame>(changes.size());
        for (var it : changes) {
            var fact = it.equals(lastOfSubject.get(Subject.of(it))) ? facts.get(Subject.of(it)) : null;
            var skipped = write(it.seq(), store, "skipped", Map.of());
            frames.add(new Frame(
                    it.seq(), it.agent(), fact == null ? skipped : write(it.seq(), store, it.type(), fact), skipped));
        }
        return frames;
    }

    /** Where the stream stands, or from where it goes on. */
    String hello(UUID store, long seq) {
        return write(seq, store, "hello", Map.of());
    }

    /** The client must fetch everything anew. */
    String reset(UUID store, long seq) {
        return write(seq, store, "reset", Map.of());
    }

    /** What is true of each subject; one that is gone is left out. */
    private Map<Subject, Map<String, ?>> facts(Set<Subject> subjects) {
        Map<Subject, Map<String, ?>> facts = new HashMap<>();
        add(facts, subjects, ChangeTypes.CONVERSATION, this::conversationFacts);
        add(facts, subjects, ChangeTypes.MESSAGE, this::messageFacts);
        add(facts, subjects, ChangeTypes.MESSAGE_REMOVED, Frames::removedFacts);
        add(facts, subjects, ChangeTypes.SEEN, this::seenFacts);
        add(facts, subjects, ACCOUNT, this::accountFacts);
        add(facts, subjects, DutyView.CHANGED, this::dutyFacts);
        add(facts, subjects, Attention.CHANGED, this::attentionFacts);
        add(facts, subjects, TeamView.CHANGED, Frames::teamFacts);
        return facts;
    }

    private static void add(
            Map<Subject, Map<String, ?>> facts,
            Set<Subject> subjects,
            String type,
            Function<Set<Subject>, Map<Subject, Map<String, ?>>> reader) {
        var wanted = subjects.stream().filter(it -> it.type().equals(type)).collect(toUnmodifiableSet());
        if (!wanted.isEmpty()) {
            facts.putAll(reader.apply(wanted));
        }
    }

    private Map<Subject, Map<String, ?>> conversationFacts(Set<Subject> subjects) {
        return matched(subjects, conversations.forEverybody(ids(subjects)), it -> Map.of("conversation", it));
    }

    private Map<Subject, Map<String, ?>> messageFacts(Set<Subject> subjects) {
        return matched(subjects, messages.find(ids(subjects)), it -> {
            var fact = new LinkedHashMap<String, Object>();
            fact.put("conversationId", it.conversationId());
            fact.put("message", it);
            return fact;
        });
    }

    /** Of what is gone only its id is left to tell. */
    private static Map<Subject, Map<String, ?>> removedFacts(Set<Subject> subjects) {
        Map<Subject, Map<String, ?>> facts = new HashMap<>();
        subjects.forEach(it -> facts.put(it, Map.of("messageId", it.id())));
        return facts;
    }

    private Map<Subject, Map<String, ?>> accountFacts(Set<Subject> subjects) {
        var found = accounts.of(ids(subjects).stream().map(AccountId::new).toList()).stream()
                .collect(toMap(AccountView::id, it -> it));
        return matched(subjects, found, it -> Map.of("account", it));
    }

    private Map<Subject, Map<String, ?>> dutyFacts(Set<Subject> subjects) {
        return matched(subjects, duties.find(ids(subjects)), it -> Map.of("duty", it));
    }

    private Map<Subject, Map<String, ?>> attentionFacts(Set<Subject> subjects) {
        Map<Subject, Map<String, ?>> facts = new HashMap<>();
        var looking = attention.of(ids(subjects));
        subjects.forEach(it ->
                facts.put(it, Map.of("conversationId", it.id(), "agentIds", looking.getOrDefault(it.id(), List.of()))));
        return facts;
    }

    /** Few look at teams, so those who do read them anew. */
    private static Map<Subject, Map<String, ?>> teamFacts(Set<Subject> subjects) {
        Map<Subject, Map<String, ?>> facts = new HashMap<>();
        subjects.forEach(it -> facts.put(it, Map.of("teamId", it.id())));
        return facts;
    }

    private Map<Subject, Map<String, ?>> seenFacts(Set<Subject> subjects) {
        Map<Subject, Mark> wanted = new HashMap<>();
        for (var it : subjects) {
            if (it.agent() != null) {
                wanted.put(it, new Mark(it.agent(), it.id()));
            }
        }
        var found = marks.find(wanted.values());
        Map<Subject, Map<String, ?>> facts = new HashMap<>();
        wanted.forEach((subject, mark) -> {
            var count = found.get(mark);
            if (count != null) {
                facts.put(subject, Map.of("conversationId", mark.conversation(), "inboundCount", count));
            }
        });
        return facts;
    }

    private static <V> Map<Subject, Map<String, ?>> matched(
            Set<Subject> subjects, Map<UUID, V> found, Function<V, Map<String, ?>> fact) {
        Map<Subject, Map<String, ?>> facts = new HashMap<>();
        for (var it : subjects) {
            var value = found.get(it.id());
            if (value != null) {
                facts.put(it, fact.apply(value));
            }
        }
        return facts;
    }

    private static Set<UUID> ids(Set<Subject> subjects) {
        return subjects.stream().map(Subject::id).collect(toUnmodifiableSet());
    }

    private String write(long seq, UUID store, String type, Map<String, ?> fact) {
        var frame = new LinkedHashMap<String, Object>();
        frame.put("seq", seq);
        frame.put("store", store);
        frame.put("version", VERSION);
        frame.put("type", type);
        frame.putAll(fact);
        try {
            return json.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A view cannot be written as JSON: " + type, e);
        }
    }

    private record Subject(String type, UUID id, @Nullable UUID agent) {

        static Subject of(Change change) {
            return new Subject(change.type(), change.subject(), change.agent());
        }
    }
}
