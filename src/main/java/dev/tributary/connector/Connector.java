package dev.tributary.connector;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One platform, spoken to in our terms.
 *
 * <p>Implementations are stateless and thread-safe. They hold no tokens, open no transactions and touch no tables:
 * credentials come in as arguments, results go out as values. Every call blocks for a bounded time (seconds) and reads
 * a bounded answer; none follows a redirect. Every implementation passes {@code ConnectorContract}.
 */
public interface Connector {

    Platform platform();

    /**
     * Whether the platform signed this request with one of our active secrets. Constant time in the secret. Never
     * throws, whatever the bytes.
     */
    SignatureCheck check(RawWebhook webhook);

    /**
     * A genuine webhook that the platform never sends and that reports nothing, for finding out whether webhooks reach
     * us. No two are alike.
     */
    RawWebhook probe(AccountRef account);

    /**
     * Reads the body of a genuine webhook. No events when it reports nothing we model. A pure function of the bytes.
     *
     * @throws MalformedWebhookException if the body is not one this platform sends
     */
    Reading read(byte[] body) throws MalformedWebhookException;

    /** How many characters the platform takes at once there; none where it takes no words at all. */
    int textLimit(Surface surface);

    CardLimits cardLimits();

    /**
     * Makes one attempt to send; the caller owns retries. Never throws for anything the platform does, including not
     * answering: that is {@link SendOutcome.Kind#UNKNOWN}.
     */
    SendOutcome send(AccountRef account, Credentials credentials, OutboundMessage message);

    /**
     * Shows the customer of a direct-message conversation something. Nothing is said by it, and nothing is lost without
     * it: nobody repeats it.
     */
    void signal(AccountRef account, Credentials credentials, String conversationExternalId, Signal signal)
            throws ConnectorException;

    /**
     * What the account said lately where {@code where} was to be said: the direct messages of that conversation, or the
     * replies in that thread. For finding out what became of a send that was never answered. Nothing where it was to be
     * said privately: the platform does not tell in which conversation that would be.
     */
    List<SentMessage> recentlySent(AccountRef account, Credentials credentials, OutboundMessage where)
            throws ConnectorException;

    /** Where a picture or video of a message can be fetched just now, by us alone. */
    MediaAddress mediaAddress(AccountRef account, Credentials credentials, MediaRef media) throws ConnectorException;

    /** How many bytes a picture may have that is to be sent. It is JPEG or PNG. */
    long pictureLimit();

    /**
     * Gives the platform a picture that is to be sent. Nobody sees it before it is sent, so this may be repeated.
     */
    HandedOverPicture handOver(AccountRef account, Credentials credentials, Picture picture) throws ConnectorException;

    /**
     * Whether the platform takes pictures in that conversation: it depends on where both sides are.
     *
     * @param answered whether the account is known to have said anything in it
     */
    boolean takesPictures(AccountRef account, Credentials credentials, String conversationExternalId, boolean answered)
            throws ConnectorException;

    /** Whether the account has it switched on that comments are answered by direct message. */
    boolean repliesPrivately(AccountRef account, Credentials credentials) throws ConnectorException;

    /** Switches that on or off. Repeating it changes nothing. */
    void replyPrivately(AccountRef account, Credentials credentials, boolean on) throws ConnectorException;

    /** Where a seller goes to grant us an account. */
    URI authorizationUrl(String state, URI redirectUri);

    /** Trades the code that the platform sent the browser back with. The code works once. */
    Grant exchange(String code, URI redirectUri) throws ConnectorException;

    /**
     * A fresh access token. The returned refresh token replaces the one given, which must be taken for dead.
     *
     * @throws ConnectorException of kind {@code UNAUTHORIZED}, {@code FORBIDDEN} or {@code REFUSED} if the refresh token
     *     will never work again; of any other kind if nobody knows, and the given token may still work
     */
    Grant refresh(String refreshToken) throws ConnectorException;

    /** Gives the access back to the platform. */
    void revoke(Credentials credentials) throws ConnectorException;

    AccountProfile profile(AccountRef account, Credentials credentials) throws ConnectorException;

    /** The people of one direct-message conversation, without the account itself. */
    List<Person> participants(AccountRef account, Credentials credentials, String conversationExternalId)
            throws ConnectorException;

    /** Those of the given comments and replies (at most 30) under one post that exist. */
    List<Comment> comments(
            AccountRef account, Credentials credentials, String postExternalId, Collection<String> commentExternalIds)
            throws ConnectorException;

    /** Those of the given own posts (at most 20) that exist. */
    List<Post> posts(AccountRef account, Credentials credentials, Collection<String> postExternalIds)
            throws ConnectorException;

    /** Where the platform sends webhooks of that topic now. */
    WebhookSubscription subscription(WebhookTopic topic) throws ConnectorException;

    /** Has the platform send webhooks of that topic there, and nowhere else. */
    WebhookSubscription subscribe(WebhookTopic topic, URI callback) throws ConnectorException;

    /** What lies beyond the lists below. */
    ListLimits listLimits();

    /**
     * A page of the account's direct-message conversations, as far back as the platform lists them. A repeated or
     * endless list is the caller's to end.
     *
     * @param page null for the first, else what the page before named
     */
    Listed<ListedConversation> conversations(AccountRef account, Credentials credentials, @Nullable String page)
            throws ConnectorException;

    /**
     * What was last said in a conversation, as the events that webhooks would have told it with: the same ids, times,
     * directions and contents, so that it does not matter which of them comes first, or whether both do.
     */
    List<InboundEvent> messages(AccountRef account, Credentials credentials, String conversationExternalId)
            throws ConnectorException;

    /** A page of the account's posts, newest first. */
    Listed<Post> newestPosts(AccountRef account, Credentials credentials, @Nullable String page)
            throws ConnectorException;

    /** A page of the top-level comments under a post, newest first. */
    Listed<ListedThread> newestComments(
            AccountRef account, Credentials credentials, String postExternalId, @Nullable String page)
            throws ConnectorException;

    /** A page of the replies to a comment, newest first. */
    Listed<Comment> replies(
            AccountRef account,
            Credentials credentials,
            String postExternalId,
            String commentExternalId,
            @Nullable String page)
            throws ConnectorException;
}
