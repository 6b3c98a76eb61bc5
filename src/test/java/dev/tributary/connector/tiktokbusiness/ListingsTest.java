package dev.tributary.connector.tiktokbusiness;

import static dev.tributary.connector.tiktokbusiness.Fixtures.ACCOUNT;
import static dev.tributary.connector.tiktokbusiness.Fixtures.CONVERSATION;
import static dev.tributary.connector.tiktokbusiness.Fixtures.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.connector.AccountRef;
import dev.tributary.connector.Comment;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.InboundEvent.CommentStateSeen;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.Listed;
import dev.tributary.connector.ListedConversation;
import dev.tributary.connector.ListedThread;
import dev.tributary.connector.Person;
import dev.tributary.connector.Platform;
import dev.tributary.simulator.Account;
import dev.tributary.simulator.Customer;
import dev.tributary.simulator.Message.Kind;
import dev.tributary.simulator.Post;
import dev.tributary.simulator.Rules;
import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the lists tell is what webhooks tell. The strict simulator is at the other end of the wire. */
@Timeout(60)
class ListingsTest {

    private final Simulator simulator = Simulator.start(SimulatorOptions.inMemory());
    private final TikTokBusinessConnector connector = new TikTokBusinessConnector(
            Fixtures.config("api-url", simulator.apiUrl()), Fixtures.CLOCK, (account, call) -> true);
    private Account shop;
    private Customer kari;
    private AccountRef account;
    private Credentials token;

    @BeforeEach
    void open() {
        shop = simulator.world().addAccount("northshop", "North Shop", "VN");
        kari = simulator.world().addCustomer("kari_n", "Kari", "en");
        account = new AccountRef(Platform.TIKTOK_BUSINESS, shop.openId());
        token = new Credentials(simulator.grant(shop, SimulatorOptions.ALL_SCOPES));
        // Nobody is there: every event stays under way, and can be looked at.
        simulator.subscribe("DIRECT_MESSAGE", "http://127.0.0.1:1/hook");
        simulator.subscribe("COMMENT", "http://127.0.0.1:1/hook");
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    @Tag("F52")
    void everyKindOfMessageIsListedAsItsWebhookTellsIt() throws Exception {
        var world = simulator.world();
        var question = world.customerWrites(kari, shop, "do you ship?");
        world.customerQuotes(kari, shop, question.id(), "to Oslo");
        world.customerSends(kari, shop, Kind.IMAGE, json("{'media_id':'m1'}"));
        world.customerSends(kari, shop, Kind.VIDEO, json("{'media_id':'m2'}"));
        world.customerSends(kari, shop, Kind.STICKER, json("{'url':'https://s.example/1'}"));
        world.customerSends(kari, shop, Kind.EMOJI, json("{'url':'https://s.example/2'}"));
        world.customerSends(
                kari,
                shop,
                Kind.SHARE_POST,
                json("{'video_id':'738','embed_url':'https://www.tiktok.com/player/v1/738?autoplay=1'}"));
        world.customerSends(kari, shop, Kind.OTHER, json("{}"));
        world.customerSends(
                kari,
                shop,
                Kind.TEMPLATE,
                json("{'type':'QA_BUTTON_CARD','title':'What?','buttons':[{'title':'Order','id':'o'}]}"));
        world.ownerWrites(shop, kari, "yes", "APP");
        world.customerReacts(kari, shop, question.id(), "👍", true);

        var told = webhooks();
        var listed =
                connector.messages(account, token, conversations().iterator().next());

        assertThat(told).hasSize(11);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(told);
        assertThat(listed).filteredOn(MessageSeen.class::isInstance).hasSize(10);
    }

    @Test
    @Tag("F52")
    void commentsAndRepliesAreListedAsTheirWebhooksTellThem() throws Exception {
        var world = simulator.world();
        var post = world.addPost(shop, Post.Kind.VIDEO, "A pan that lasts");
        var first = world.customerComments(kari, post, null, "price?");
        world.customerComments(kari, post, first, "and in red?");
        var hidden = world.customerComments(kari, post, null, "spam");
        world.showComment(hidden, "HIDDEN");

        var listed = threads(post.id()).stream()
                .flatMap(ListedThread::all)
                .flatMap(it -> it.asEvents(account).stream())
                .toList();

        assertThat(listed)
                .filteredOn(CommentSeen.class::isInstance)
                .map(CommentSeen.class::cast)
                .extracting(ListingsTest::toTheSecond)
                .containsExactlyInAnyOrderElementsOf(webhooks().stream()
                        .filter(CommentSeen.class::isInstance)
                        .map(CommentSeen.class::cast)
                        .map(ListingsTest::toTheSecond)
                        .toList());
        assertThat(listed)
                .filteredOn(CommentStateSeen.class::isInstance)
                .map(CommentStateSeen.class::cast)
                .extracting(CommentStateSeen::commentExternalId)
                .containsExactly(hidden);
    }

    @Test
    @Tag("F90")
    void shortPagesOfCommentsLeadToTheEnd() throws Exception {
        simulator.rules(withShortPages());
        var post = simulator.world().addPost(shop, Post.Kind.VIDEO, "A pan that lasts");
        for (int i = 0; i < 47; i++) {
            simulator.world().customerComments(kari, post, null, "price? " + i);
        }

        assertThat(threads(post.id())).hasSize(47).doesNotHaveDuplicates();
    }

    @Test
    @Tag("F90")
    void repliesBeyondThoseThatComeWithACommentAreListedByThemselves() throws Exception {
        var post = simulator.world().addPost(shop, Post.Kind.VIDEO, "A pan that lasts");
        var comment = simulator.world().customerComments(kari, post, null, "price?");
        for (int i = 0; i < 5; i++) {
            simulator.world().customerComments(kari, post, comment, "me too " + i);
        }

        assertThat(threads(post.id())).singleElement().satisfies(it -> {
            assertThat(it.replies()).hasSize(3);
            assertThat(it.moreReplies()).isTrue();
        });
        assertThat(connector.replies(account, token, post.id(), comment, null).items())
                .hasSize(5)
                .extracting(Comment::parentExternalId)
                .containsOnly(comment);
    }

    @Test
    @Tag("F90")
    void theHundredAndFirstConversationIsNotThereAndTheListEnds() throws Exception {
        for (int i = 0; i < 103; i++) {
            var customer = simulator.world().addCustomer("customer" + i, "C", "en");
            simulator.world().customerWrites(customer, shop, "hello");
            if (i % 2 == 0) {
                simulator.world().ownerWrites(shop, customer, "hi", "APP");
            }
        }

        assertThat(conversations()).hasSize(100);
    }

    @Test
    @Tag("F90")
    void thePlusInAConversationsIdIsEncoded() throws Exception {
        try (var api = new LoopbackApi()) {
            api.answeringPayload("answer-content-list");
            var events = new TikTokBusinessConnector(
                            Fixtures.config("api-url", api.uri() + "/open_api/v1.3"),
                            Fixtures.CLOCK,
                            (account, call) -> true)
                    .messages(ACCOUNT, TOKEN, CONVERSATION);

            assertThat(api.onlyAsked().uri().getRawQuery())
                    .contains("conversation_id=Zx1Cv2Bn3M%2B4As5Df6Gh7Jk8Q9%3D%3D");
            assertThat(events).filteredOn(MessageSeen.class::isInstance).hasSize(2);
        }
    }

    @Test
    void whatCannotBeReadInAListIsLeftOut() throws Exception {
        try (var api = new LoopbackApi()) {
            api.answering("""
                    {"code":0,"data":{"conversations":[null,1,{},{"conversation_id":{}}],"comments":[null,{}],
                     "videos":[{"item_id":[]}],"messages":[null,7,{},{"message_id":"m","timestamp":1},
                       {"message_id":"m","timestamp":1790000000123,"message_type":"TEXT","text":{"body":"no sender"}}],
                     "has_more":"yes"}}""");
            var lenient = new TikTokBusinessConnector(
                    Fixtures.config("api-url", api.uri() + "/open_api/v1.3"), Fixtures.CLOCK, (account, call) -> true);

            assertThat(lenient.conversations(ACCOUNT, TOKEN, "STRANGER:")).isEqualTo(Listed.last(List.of()));
            assertThat(lenient.messages(ACCOUNT, TOKEN, "c")).isEmpty();
            assertThat(lenient.newestPosts(ACCOUNT, TOKEN, null)).isEqualTo(Listed.last(List.of()));
            assertThat(lenient.newestComments(ACCOUNT, TOKEN, "1", null)).isEqualTo(Listed.last(List.of()));
            assertThat(lenient.replies(ACCOUNT, TOKEN, "1", "2", null)).isEqualTo(Listed.last(List.of()));
        }
    }

    private static CommentSeen toTheSecond(CommentSeen comment) {
        var at = comment.at();
        return new CommentSeen(
                comment.accountExternalId(),
                comment.postExternalId(),
                comment.commentExternalId(),
                comment.parentExternalId(),
                Person.of(comment.author().externalId(), null),
                comment.text(),
                at == null ? Instant.EPOCH : at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Every event that was to be delivered, as our own reader reads it. */
    private List<InboundEvent> webhooks() throws Exception {
        var events = new ArrayList<InboundEvent>();
        for (var delivery : simulator.deliveries().stream()
                .sorted(Comparator.comparing(it -> it.id()))
                .toList()) {
            events.addAll(connector.read(delivery.body()).events());
        }
        return events;
    }

    private Set<String> conversations() throws ConnectorException {
        var found = new HashSet<String>();
        @Nullable String page = null;
        do {
            var listed = connector.conversations(account, token, page);
            listed.items().stream().map(ListedConversation::externalId).forEach(found::add);
            page = listed.next();
        } while (page != null);
        return found;
    }

    private List<ListedThread> threads(String post) throws ConnectorException {
        var found = new ArrayList<ListedThread>();
        @Nullable String page = null;
        do {
            var listed = connector.newestComments(account, token, post, page);
            found.addAll(listed.items());
            page = listed.next();
        } while (page != null);
        return found;
    }

    private Rules withShortPages() {
        var rules = simulator.rules();
        return new Rules(
                rules.windowRule(),
                rules.windowHours(),
                rules.windowMessages(),
                rules.silentMessages(),
                rules.expiredTokenCode(),
                rules.missingScopeCode(),
                rules.rotateRefreshToken(),
                rules.rateLimits(),
                rules.messagingPerSecond(),
                rules.accountCallsPerMinute(),
                rules.commentTextLimit(),
                true,
                rules.highIntent());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Fixtures.json(text.replace('\'', '"'));
    }
}
