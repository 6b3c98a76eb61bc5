package dev.tributary.conversation;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.InboundEvent.CommentState;
import dev.tributary.connector.InboundEvent.CommentStateSeen;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.HighIntentCommentSeen;
import dev.tributary.connector.InboundEvent.Media;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.MessagesRead;
import dev.tributary.connector.InboundEvent.ReactionSeen;
import dev.tributary.connector.InboundEvent.ReferralSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.InboundEvent.WithheldMessageSeen;
import dev.tributary.connector.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Events drawn by chance from a small world, so that they meet: the same messages are edited, read, reacted to before
 * they were sent and deleted before they were written.
 *
 * <p>Two things of one conversation never happen in the same millisecond: then ids decide, and they differ from shop to
 * shop. Two reports of one thing may.
 */
final class InventedEvents {

    static final String US = "our-comment-id";

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MESSAGES = 6;
    private static final int COMMENTS = 4;
    private static final int PEOPLE = 3;

    /** In Java's own order of texts the last two are the other way round than in PostgreSQL's. */
    private static final List<String> WORDS = List.of("price?", "你好", "", "Zebra", "apple", "😀", "\uFFFD");

    private static final List<@Nullable String> HANDLES =
            java.util.Arrays.asList("kari_n", "Kari.N", null, "😀kari", "\uFFFDkari");

    private final Random random;

    private InventedEvents(Random random) {
        this.random = random;
    }

    /** An event that can happen at any account. */
    interface Template {
        InboundEvent at(String openId);
    }

    static List<Template> draw(Random random, int count) {
        var events = new ArrayList<Template>();
        var invented = new InventedEvents(random);
        for (int i = 0; i < count; i++) {
            events.add(invented.next());
        }
        return events;
    }

    private Template next() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> message();
            case 4 -> reaction();
            case 5 -> read();
            case 6 -> referral();
            case 7 -> withheld();
            case 8, 9, 10 -> comment();
            case 11, 12 -> commentState();
            default -> highIntent();
        };
    }

    private Template message() {
        var number = random.nextInt(MESSAGES);
        var id = "m" + number;
        // Who wrote what to whom is fixed; what it says and when it says so is not.
        var conversation = number % PEOPLE;
        var direction = number < 4 ? Direction.INBOUND : Direction.OUTBOUND;
        var customer = person(conversation);
        var content = content();
        var quoted = random.nextInt(3) == 0 ? "m" + random.nextInt(MESSAGES) : null;
        var source = any(List.of(Source.values()));
        var at = timeOf(number);
        return openId ->
                new MessageSeen(openId, "dm" + conversation, id, direction, customer, content, quoted, source, at);
    }

    private Content content() {
        return switch (random.nextInt(6)) {
            case 0 ->
                new Content(
                        InboundEvent.Type.IMAGE,
                        null,
                        List.of(new Media("picture" + random.nextInt(3), null)),
                        List.of());
            case 1 ->
                new Content(
                        InboundEvent.Type.TEMPLATE,
                        any(WORDS),
                        List.of(),
                        List.of(new CardButton(any(WORDS), null), new CardButton(any(WORDS), "b" + random.nextInt(2))));
            case 2 -> Content.text(any(WORDS)).tapping(new InboundEvent.Tap("b" + random.nextInt(2)));
            default -> Content.text(any(WORDS));
        };
    }

    private Template reaction() {
        var message = "m" + random.nextInt(MESSAGES + 1);
        var reactor = random.nextInt(PEOPLE);
        var emoji = any(List.of("👍", "❤️"));
        var added = random.nextBoolean();
        var at = soon();
        return openId ->
                new ReactionSeen(openId, message, reactor == 0 ? openId : "person" + reactor, emoji, added, at);
    }

    private Template read() {
        var conversation = "dm" + random.nextInt(PEOPLE);
        var at = soon();
        return openId -> new MessagesRead(openId, conversation, at);
    }

    private Template referral() {
        var number = random.nextInt(PEOPLE);
        var customer = person(number);
        var title = random.nextBoolean() ? "Autumn" : null;
        var at = timeOf(100 + number);
        return openId -> new ReferralSeen(openId, "dm" + number, customer, "AD", "ad" + number, title, at);
    }

    private Template withheld() {
        var at = timeOf(200 + random.nextInt(3));
        return openId -> new WithheldMessageSeen(openId, at);
    }

    private Template comment() {
        var number = random.nextInt(COMMENTS);
        var parent = number < 2 ? null : "k" + number % 2;
        var post = "post" + number % 2;
        var author = number == 3 ? Person.of(US, null) : person(number % PEOPLE);
        var text = random.nextInt(3) == 0 ? null : any(WORDS);
        var at = timeOf(300 + number);
        return openId -> new CommentSeen(openId, post, "k" + number, parent, author, text, at);
    }

    private Template commentState() {
        var comment = "k" + random.nextInt(COMMENTS);
        var state = any(List.of(CommentState.values()));
        var at = soon();
        return openId -> new CommentStateSeen(openId, comment, state, at);
    }

    private Template highIntent() {
        var number = random.nextInt(COMMENTS);
        var author = person(number % PEOPLE);
        var at = soon();
        return openId -> new HighIntentCommentSeen(openId, "k" + number, author, at);
    }

    private Person person(int number) {
        return Person.of("person" + number, any(HANDLES));
    }

    /** One of two instants of its own; sometimes one that the platform did not tell. */
    private @Nullable Instant timeOf(int thing) {
        return random.nextInt(12) == 0 ? null : START.plusMillis(10L * thing + random.nextInt(2));
    }

    private Instant soon() {
        return START.plusMillis(random.nextInt(60));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
