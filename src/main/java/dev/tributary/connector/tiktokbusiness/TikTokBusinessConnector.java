package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountProfile;
import dev.tributary.connector.AccountRef;
import dev.tributary.connector.CallAllowance;
import dev.tributary.connector.CardLimits;
import dev.tributary.connector.Comment;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.Grant;
import dev.tributary.connector.HandedOverPicture;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.ListLimits;
import dev.tributary.connector.Listed;
import dev.tributary.connector.ListedConversation;
import dev.tributary.connector.ListedThread;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.MediaAddress;
import dev.tributary.connector.MediaRef;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Person;
import dev.tributary.connector.Picture;
import dev.tributary.connector.Platform;
import dev.tributary.connector.Post;
import dev.tributary.connector.RawWebhook;
import dev.tributary.connector.Reading;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.SentMessage;
import dev.tributary.connector.Signal;
import dev.tributary.connector.SignatureCheck;
import dev.tributary.connector.Surface;
import dev.tributary.connector.WebhookSubscription;
import dev.tributary.connector.WebhookTopic;
import io.quarkus.arc.lookup.LookupUnlessProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Direct messages and comments through TikTok API for Business. Not there at all unless an app id is configured. */
@ApplicationScoped
@LookupUnlessProperty(name = "tributary.tiktok.business.app-id", stringValue = "")
class TikTokBusinessConnector implements Connector {

    private final TikTokSignature signature;
    private final Probes probes;
    private final WebhookReader reader;
    private final Sending sending;
    private final Grants grants;
    private final Lookups lookups;
    private final Subscriptions subscriptions;
    private final Listings listings;
    private final MessageMedia media;
    private final PrivateReplySwitch privateReplies;
    private final long pictureLimit;

    TikTokBusinessConnector(TikTokBusinessConfig config, Clock clock, CallAllowance allowance) {
        var app = TikTokBusinessApp.of(config);
        var times = new TimeRange(config.earliestTime(), config.latestTime());
        var client = new TikTokBusinessClient(config, app);
        var further = new FurtherCalls(allowance);
        this.signature = new TikTokSignature(app, config.signature(), clock);
        this.probes = new Probes(app.id(), signature, clock);
        this.reader = new WebhookReader(app.id(), times);
        this.sending = new Sending(client, config.dmTextLimit(), config.commentTextLimit());
        this.grants = new Grants(client, further, app, config.authorizeUrl(), config.scopes(), clock);
        this.lookups = new Lookups(client, further, times);
        this.subscriptions = new Subscriptions(client, further, app);
        this.listings = new Listings(client, times);
        this.media = new MessageMedia(client);
        this.privateReplies = new PrivateReplySwitch(client);
        this.pictureLimit = config.pictureLimit().asLongValue();
    }

    @Override
    public Platform platform() {
        return Platform.TIKTOK_BUSINESS;
    }

    @Override
    public SignatureCheck check(RawWebhook webhook) {
        return signature.check(webhook);
    }

    @Override
    public RawWebhook probe(AccountRef account) {
        return probes.of(account);
    }

    @Override
    public Reading read(byte[] body) throws MalformedWebhookException {
        return reader.read(body);
    }

    @Override
    public int textLimit(Surface surface) {
        return sending.textLimit(surface);
    }

    @Override
    public CardLimits cardLimits() {
        return Sending.CARD_LIMITS;
    }

    @Override
    public SendOutcome send(AccountRef account, Credentials credentials, OutboundMessage message) {
        return sending.send(account, credentials, message);
    }

    @Override
    public void signal(AccountRef account, Credentials credentials, String conversationExternalId, Signal signal)
            throws ConnectorException {
        sending.signal(account, credentials, conversationExternalId, signal);
    }

    @Override
    public List<SentMessage> recentlySent(AccountRef account, Credentials credentials, OutboundMessage where)
            throws ConnectorException {
        return lookups.recentlySent(account, credentials, where);
    }

    @Override
    public MediaAddress mediaAddress(AccountRef account, Credentials credentials, MediaRef wanted)
            throws ConnectorException {
        return media.address(account, credentials, wanted);
    }

    @Override
    public long pictureLimit() {
        return pictureLimit;
    }

    @Override
    public HandedOverPicture handOver(AccountRef account, Credentials credentials, Picture picture)
            throws ConnectorException {
        return media.handOver(account, credentials, picture);
    }

    @Override
    public boolean takesPictures(
            AccountRef account, Credentials credentials, String conversationExternalId, boolean answered)
            throws ConnectorException {
        return media.takesPictures(account, credentials, conversationExternalId, answered);
    }

    @Override
    public boolean repliesPrivately(AccountRef account, Credentials credentials) throws ConnectorException {
        return privateReplies.isOn(account, credentials);
    }

    @Override
    public void replyPrivately(AccountRef account, Credentials credentials, boolean on) throws ConnectorException {
        privateReplies.turn(account, credentials, on);
    }

    @Override
    public URI authorizationUrl(String state, URI redirectUri) {
        return grants.authorizationUrl(state, redirectUri);
    }

    @Override
    public Grant exchange(String code, URI redirectUri) throws ConnectorException {
        return grants.exchange(code, redirectUri);
    }

    @Override
    public Grant refresh(String refreshToken) throws ConnectorException {
        return grants.refresh(refreshToken);
    }

    @Override
    public void revoke(Credentials credentials) throws ConnectorException {
        grants.revoke(credentials);
    }

    @Override
    public AccountProfile profile(AccountRef account, Credentials credentials) throws ConnectorException {
        return lookups.profile(account, credentials);
    }

    @Override
    public List<Person> participants(AccountRef account, Credentials credentials, String conversationExternalId)
            throws ConnectorException {
        return lookups.participants(account, credentials, conversationExternalId);
    }

    @Override
    public List<Comment> comments(
            AccountRef account, Credentials credentials, String postExternalId, Collection<String> commentExternalIds)
            throws ConnectorException {
        return lookups.comments(account, credentials, postExternalId, commentExternalIds);
    }

    @Override
    public List<Post> posts(AccountRef account, Credentials credentials, Collection<String> postExternalIds)
            throws ConnectorException {
        return lookups.posts(account, credentials, postExternalIds);
    }

    @Override
    public WebhookSubscription subscription(WebhookTopic topic) throws ConnectorException {
        return subscriptions.now(topic);
    }

    @Override
    public WebhookSubscription subscribe(WebhookTopic topic, URI callback) throws ConnectorException {
        return subscriptions.subscribe(topic, callback);
    }

    @Override
    public ListLimits listLimits() {
        return Listings.LIMITS;
    }

    @Override
    public Listed<ListedConversation> conversations(AccountRef account, Credentials credentials, @Nullable String page)
            throws ConnectorException {
        return listings.conversations(account, credentials, page);
    }

    @Override
    public List<InboundEvent> messages(AccountRef account, Credentials credentials, String conversationExternalId)
            throws ConnectorException {
        return listings.messages(account, credentials, conversationExternalId);
    }

    @Override
    public Listed<Post> newestPosts(AccountRef account, Credentials credentials, @Nullable String page)
            throws ConnectorException {
        return listings.newestPosts(account, credentials, page);
    }

    @Override
    public Listed<ListedThread> newestComments(
            AccountRef account, Credentials credentials, String postExternalId, @Nullable String page)
            throws ConnectorException {
        return listings.newestComments(account, credentials, postExternalId, page);
    }

    @Override
    public Listed<Comment> replies(
            AccountRef account,
            Credentials credentials,
            String postExternalId,
            String commentExternalId,
            @Nullable String page)
            throws ConnectorException {
        return listings.replies(account, credentials, postExternalId, commentExternalId, page);
    }
}
