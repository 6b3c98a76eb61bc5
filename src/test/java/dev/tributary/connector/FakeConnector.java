package dev.tributary.connector;

import dev.tributary.connector.ConnectorException.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A platform that grants whatever it is asked for: the code {@code code-of-x} is a grant over account {@code x}, and so is
 * {@code code-of-x|1}. Every token is another one.
 */
public class FakeConnector implements Connector {

    public static final Set<String> ALL_SCOPES =
            Set.of("message.list.read", "message.list.send", "comment.list", "comment.list.manage", "video.list");

    private static final Instant FAR = Instant.parse("2090-01-01T00:00:00Z");

    private final AtomicInteger count = new AtomicInteger();
    private final Queue<String> revoked = new ConcurrentLinkedQueue<>();
    private final Queue<String> refreshedWith = new ConcurrentLinkedQueue<>();
    private final Map<String, String> exchanged = new ConcurrentHashMap<>();
    private final Queue<String> dead = new ConcurrentLinkedQueue<>();
    private final Map<WebhookTopic, WebhookSubscription> subscriptions = new ConcurrentHashMap<>();
    private final Set<AccountRef> replyingPrivately = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ConnectorException failure;
    private volatile Set<String> scopes = ALL_SCOPES;
    private volatile Runnable duringRefresh = () -> {};
    private volatile Runnable afterRefresh = () -> {};
    private volatile boolean rotating;

    @Override
    public RawWebhook probe(AccountRef account) {
        return new RawWebhook(("probe " + count.incrementAndGet()).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Fails every call from now on, or none if null. */
    public void failWith(@Nullable Kind kind) {
        failure = kind == null ? null : new ConnectorException(kind, "40105", "said the fake");
    }

    public void grantOnly(Set<String> granted) {
        scopes = granted;
    }

    public void duringRefresh(Runnable run) {
        duringRefresh = run;
    }

    /** What happens to whoever asked, once the platform has replaced the tokens. */
    public void afterRefresh(Runnable run) {
        afterRefresh = run;
    }

    /** From now on a refresh token works once. */
    public void rotateRefreshTokens() {
        rotating = true;
    }

    /** The access tokens that codes were traded for. */
    public Map<String, String> exchanged() {
        return Map.copyOf(exchanged);
    }

    public List<String> revoked() {
        return List.copyOf(revoked);
    }

    public List<String> refreshedWith() {
        return List.copyOf(refreshedWith);
    }

    public void reset() {
        failWith(null);
        grantOnly(ALL_SCOPES);
        duringRefresh(() -> {});
        afterRefresh(() -> {});
        rotating = false;
        exchanged.clear();
        dead.clear();
        revoked.clear();
        refreshedWith.clear();
        subscriptions.clear();
    }

    @Override
    public Platform platform() {
        return Platform.TIKTOK_BUSINESS;
    }

    @Override
    public URI authorizationUrl(String state, URI redirectUri) {
        return URI.create("https://tiktok.test/authorize?state=" + state + "&redirect_uri=" + redirectUri);
    }

    @Override
    public Grant exchange(String code, URI redirectUri) throws ConnectorException {
        answer();
        if (!code.startsWith("code-of-")) {
            throw new ConnectorException(Kind.REFUSED, "40110", "no such code");
        }
        var grant = grant(code.substring("code-of-".length()).replaceFirst("\\|.*", ""));
        exchanged.put(code, grant.accessToken());
        return grant;
    }

    @Override
    public Grant refresh(String refreshToken) throws ConnectorException {
        refreshedWith.add(refreshToken);
        duringRefresh.run();
        answer();
        if (rotating && dead.contains(refreshToken)) {
            throw new ConnectorException(Kind.UNAUTHORIZED, "40107", "said the fake: that token was replaced");
        }
        dead.add(refreshToken);
        var grant = grant("same");
        afterRefresh.run();
        return grant;
    }

    @Override
    public void revoke(Credentials credentials) throws ConnectorException {
        answer();
        revoked.add(credentials.accessToken());
    }

    @Override
    public CardLimits cardLimits() {
        return new CardLimits(40, 3, 20, 40, 40);
    }

    @Override
    public AccountProfile profile(AccountRef account, Credentials credentials) throws ConnectorException {
        answer();
        return new AccountProfile(
                "@" + account.externalId(), "Shop " + account.externalId(), URI.create("https://cdn.test/a.jpg"));
    }

    private Grant grant(String externalId) {
        var number = count.incrementAndGet();
        return new Grant(
                externalId,
                "act.canary-" + number,
                FAR.minus(Duration.ofDays(365)),
                "rft.canary-" + number,
                FAR,
                scopes);
    }

    private void answer() throws ConnectorException {
        var now = failure;
        if (now != null) {
            throw now;
        }
    }

    @Override
    public SignatureCheck check(RawWebhook webhook) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reading read(byte[] body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int textLimit(Surface surface) {
        return surface == Surface.COMMENT ? 100 : 1_000;
    }

    @Override
    public SendOutcome send(AccountRef account, Credentials credentials, OutboundMessage message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void signal(AccountRef account, Credentials credentials, String conversationExternalId, Signal signal)
            throws ConnectorException {
        answer();
    }

    @Override
    public List<SentMessage> recentlySent(AccountRef account, Credentials credentials, OutboundMessage where)
            throws ConnectorException {
        throw new UnsupportedOperationException();
    }

    @Override
    public MediaAddress mediaAddress(AccountRef account, Credentials credentials, MediaRef media) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long pictureLimit() {
        return 3_000_000;
    }

    @Override
    public HandedOverPicture handOver(AccountRef account, Credentials credentials, Picture picture)
            throws ConnectorException {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean takesPictures(
            AccountRef account, Credentials credentials, String conversationExternalId, boolean answered)
            throws ConnectorException {
        answer();
        return true;
    }

    @Override
    public boolean repliesPrivately(AccountRef account, Credentials credentials) throws ConnectorException {
        answer();
        return replyingPrivately.contains(account);
    }

    @Override
    public void replyPrivately(AccountRef account, Credentials credentials, boolean on) throws ConnectorException {
        answer();
        if (on) {
            replyingPrivately.add(account);
        } else {
            replyingPrivately.remove(account);
        }
    }

    @Override
    public List<Person> participants(AccountRef account, Credentials credentials, String conversationExternalId)
            throws ConnectorException {
        answer();
        return List.of();
    }

    @Override
    public List<Comment> comments(
            AccountRef account, Credentials credentials, String postExternalId, Collection<String> commentExternalIds)
            throws ConnectorException {
        answer();
        return List.of();
    }

    @Override
    public List<Post> posts(AccountRef account, Credentials credentials, Collection<String> postExternalIds)
            throws ConnectorException {
        answer();
        return List.of();
    }

    @Override
    public WebhookSubscription subscription(WebhookTopic topic) throws ConnectorException {
        answer();
        return subscriptions.getOrDefault(topic, new WebhookSubscription(topic, null, List.of()));
    }

    @Override
    public WebhookSubscription subscribe(WebhookTopic topic, URI callback) throws ConnectorException {
        var known = subscription(topic);
        var now = new WebhookSubscription(topic, callback.toString(), known.posts());
        subscriptions.put(topic, now);
        return now;
    }

    /** What the platform has from elsewhere. */
    public void subscribed(WebhookSubscription subscription) {
        subscriptions.put(subscription.topic(), subscription);
    }

    @Override
    public ListLimits listLimits() {
        return new ListLimits(100, 20, Duration.ofDays(90), Duration.ofDays(3));
    }

    @Override
    public Listed<ListedConversation> conversations(
            AccountRef account, Credentials credentials, @Nullable String page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<InboundEvent> messages(AccountRef account, Credentials credentials, String conversationExternalId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Listed<Post> newestPosts(AccountRef account, Credentials credentials, @Nullable String page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Listed<ListedThread> newestComments(
            AccountRef account, Credentials credentials, String postExternalId, @Nullable String page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Listed<Comment> replies(
            AccountRef account,
            Credentials credentials,
            String postExternalId,
            String commentExternalId,
            @Nullable String page) {
        throw new UnsupportedOperationException();
    }
}
