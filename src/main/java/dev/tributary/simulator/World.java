package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.Chats.Draft;
import dev.tributary.simulator.Comment.Visibility;
import dev.tributary.simulator.Message.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The people, accounts and posts of the simulated TikTok, and everything that a person can do there. */
public final class World {

    private final WorldState state;
    private final SimulatorClock clock;
    private final Ids ids;
    private final Chats chats;
    private final CommentDesk desk;

    World(WorldState state, SimulatorClock clock, Ids ids, Chats chats, CommentDesk desk) {
        this.state = state;
        this.clock = clock;
        this.ids = ids;
        this.chats = chats;
        this.desk = desk;
    }

    /** A direct message as its customer sees it. */
    public record SeenMessage(
            String id,
            boolean mine,
            Kind kind,
            @Nullable String text,
            @Nullable JsonNode payload,
            long timestamp,
            List<Message.Reaction> reactions) {}

    /** One chat, through the eyes of the customer. */
    public record SeenConversation(
            String conversationId,
            String accountHandle,
            String openId,
            String customerId,
            boolean answered,
            boolean accountIsTyping,
            long readUntil,
            List<SeenMessage> messages) {}

    /** A comment as anybody sees it under the post. */
    public record SeenComment(
            String id,
            String postId,
            @Nullable String parentId,
            String authorHandle,
            boolean byOwner,
            String text,
            String visibility,
            boolean likedByOwner,
            long createdAt) {}

    public Account addAccount(String handle, String displayName, String market) {
        return addAccount(handle, displayName, market, "", 1_200);
    }

    public Account addAccount(String handle, String displayName, String market, String bio, int followers) {
        synchronized (state) {
            requireFree(handle);
            var account = new Account(
                    ids.openId(), ids.person(), handle, displayName, market, bio, followers, clock.instant());
            state.accounts.put(account.openId(), account);
            state.touch();
            return account;
        }
    }

    public Customer addCustomer(String handle, String displayName, String language) {
        return addCustomer(handle, displayName, language, false, false);
    }

    public Customer addCustomer(
            String handle, String displayName, String language, boolean european, boolean follower) {
        synchronized (state) {
            requireFree(handle);
            var customer = new Customer(ids.person(), handle, displayName, language, european, follower);
            state.customers.put(customer.id(), customer);
            state.touch();
            return customer;
        }
    }

    private void requireFree(String handle) {
        if (!handle.matches("[A-Za-z0-9._]{2,24}")) {
            throw new IllegalArgumentException(
                    "A handle is 2 to 24 letters, digits, dots and underscores, not " + handle + ".");
        }
        if (account(handle).isPresent() || customer(handle).isPresent()) {
            throw new IllegalArgumentException("The handle " + handle + " is taken.");
        }
    }

    public Post addPost(Account account, Post.Kind kind, String caption) {
        return addPost(account, kind, caption, Duration.ZERO, 0, 0, 0);
    }

    public Post addPost(
            Account account, Post.Kind kind, String caption, Duration age, int likes, int shares, int views) {
        synchronized (state) {
            var published = clock.instant().minus(age);
            var post =
                    new Post(ids.content(published), account.openId(), kind, caption, published, likes, shares, views);
            state.posts.put(post.id(), post);
            state.touch();
            return post;
        }
    }

    public List<Account> accounts() {
        return read(it -> List.copyOf(it.accounts.values()));
    }

    public List<Customer> customers() {
        return read(it -> List.copyOf(it.customers.values()));
    }

    public List<Post> posts() {
        return read(it -> List.copyOf(it.posts.values()));
    }

    public Optional<Account> account(String handleOrOpenId) {
        return accounts().stream()
                .filter(it -> it.handle().equals(handleOrOpenId) || it.openId().equals(handleOrOpenId))
                .findFirst();
    }

    public Optional<Customer> customer(String handleOrId) {
        return customers().stream()
                .filter(it -> it.handle().equals(handleOrId) || it.id().equals(handleOrId))
                .findFirst();
    }

    public Optional<Post> post(String id) {
        return read(it -> Optional.ofNullable(it.posts.get(id)));
    }

    public Message customerWrites(Customer customer, Account account, String text) {
        return chats.fromCustomer(customer, account, Draft.text(text)).message();
    }

    public Message customerQuotes(Customer customer, Account account, String quotedId, String text) {
        return chats.fromCustomer(customer, account, new Draft(Kind.TEXT, text, null, quotedId))
                .message();
    }

    /** The customer taps on a button of a card, and so says its words. */
    public Message customerTaps(Customer customer, Account account, String cardId, String buttonId) {
        var button = read(world -> {
            var card = require(customer, account)
                    .message(cardId)
                    .map(Message::payload)
                    .orElseThrow(() -> new IllegalArgumentException("No card " + cardId + "."));
            for (var it : card.path("buttons")) {
                if (it.path("id").asText().equals(buttonId)) {
                    return it.path("title").asText();
                }
            }
            throw new IllegalArgumentException("No button " + buttonId + ".");
        });
        var payload = Json.object();
        payload.putObject("reply_source_payload")
                .put("reply_source_msg_id", cardId)
                .put("reply_source_unique_id", buttonId);
        return chats.fromCustomer(customer, account, new Draft(Kind.TEXT, button, payload, null))
                .message();
    }

    /** Any other kind, with the payload that its webhook carries, as in {@code {"video_id": …}} for a shared post. */
    public Message customerSends(Customer customer, Account account, Kind kind, ObjectNode payload) {
        return chats.fromCustomer(customer, account, new Draft(kind, null, payload, null))
                .message();
    }

    public Message customerSendsImage(Customer customer, Account account, byte[] bytes, String contentType) {
        var media = "m" + ids.token(15);
        synchronized (state) {
            state.media.put(
                    media,
                    new WorldState.StoredMedia(media, account.openId(), contentType, bytes.clone(), clock.instant()));
        }
        var kind = contentType.startsWith("video/") ? Kind.VIDEO : Kind.IMAGE;
        return customerSends(customer, account, kind, Json.object().put("media_id", media));
    }

    public void customerReacts(Customer customer, Account account, String messageId, String emoji, boolean add) {
        chats.customerReacts(require(customer, account), messageId, emoji, add);
    }

    public void customerReads(Customer customer, Account account) {
        chats.customerReads(require(customer, account));
    }

    public void customerArrives(Customer customer, Account account, ObjectNode referral) {
        chats.customerArrives(customer, account, referral);
    }

    /** The owner answers from the phone or the web; the app learns of it only by the echo. */
    public Message ownerWrites(Account account, Customer customer, String text, String source) {
        return chats.fromApp(customer, account, Draft.text(text), source).message();
    }

    /** Answers the comment's id. A reply under a reply lands under the top-level comment. */
    public String customerComments(Customer customer, Post post, @Nullable String parentId, String text) {
        return desk.byCustomer(customer, post, parentId, text).id;
    }

    public String ownerComments(Post post, @Nullable String parentId, String text) {
        return desk.byOwner(post, parentId, text, null).id;
    }

    /** Somebody removes a comment: its writer, the owner of the post, or TikTok. */
    public void deleteComment(String commentId) {
        desk.delete(requireComment(commentId));
    }

    /** Shows a comment to everybody, to friends only or to nobody: PUBLIC, FRIENDS_ONLY or HIDDEN. */
    public void showComment(String commentId, String visibility) {
        desk.show(requireComment(commentId), Visibility.valueOf(visibility));
    }

    public List<SeenConversation> seenBy(Customer customer) {
        return read(world -> world.conversations.values().stream()
                .filter(it -> it.customerId.equals(customer.id()))
                .map(it -> seen(world, it))
                .toList());
    }

    public List<SeenConversation> conversations() {
        return read(world ->
                world.conversations.values().stream().map(it -> seen(world, it)).toList());
    }

    public List<SeenComment> comments(String postId) {
        return read(world -> world.comments.values().stream()
                .filter(it -> it.postId.equals(postId))
                .map(it -> seen(world, it))
                .toList());
    }

    /** Calls back whenever an account has written a direct message, with the chat as the customer sees it and the message. */
    public void whenAccountWrote(BiConsumer<SeenConversation, SeenMessage> listener) {
        chats.whenAnswered((chat, message) -> listener.accept(read(it -> seen(it, chat)), seen(message)));
    }

    /** Calls back whenever the owner of a post has commented or replied. */
    public void whenOwnerCommented(BiConsumer<Post, SeenComment> listener) {
        desk.whenOwnerWrote(comment -> {
            var post = post(comment.postId).orElseThrow();
            listener.accept(post, read(it -> seen(it, comment)));
        });
    }

    private SeenConversation seen(WorldState world, Conversation chat) {
        var account = world.accounts.get(chat.openId);
        return new SeenConversation(
                chat.id,
                account == null ? "" : account.handle(),
                chat.openId,
                chat.customerId,
                chat.answered,
                chat.typingUntil > clock.instant().toEpochMilli(),
                chat.customerReadUntil,
                chat.messages.stream().map(World::seen).toList());
    }

    private static SeenMessage seen(Message message) {
        return new SeenMessage(
                message.id(),
                message.fromCustomer(),
                message.kind(),
                message.text(),
                message.payload(),
                message.timestamp(),
                List.copyOf(message.reactions()));
    }

    private static SeenComment seen(WorldState world, Comment comment) {
        var customer = world.customers.get(comment.authorId);
        return new SeenComment(
                comment.id,
                comment.postId,
                comment.parentId,
                customer == null ? "" : customer.handle(),
                comment.owner,
                comment.text,
                comment.visibility.name(),
                comment.likedByOwner,
                comment.createdAt);
    }

    private Conversation require(Customer customer, Account account) {
        return read(world -> world.conversations.values().stream()
                .filter(it -> it.customerId.equals(customer.id()) && it.openId.equals(account.openId()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        customer.handle() + " and " + account.handle() + " have not written to each other.")));
    }

    private Comment requireComment(String id) {
        return read(world -> Optional.ofNullable(world.comments.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No comment " + id + ".")));
    }

    private <T> T read(Function<WorldState, T> reading) {
        synchronized (state) {
            return reading.apply(state);
        }
    }
}
