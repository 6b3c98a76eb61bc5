package dev.tributary.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The product as an agent uses it: the packaged server, a real browser, and TikTok's side simulated over HTTP. */
class InboxIT extends BrowserTests {

    private static final String MINA = "mina@hearthly.example";
    private static final String LIN = "lin@hearthly.example";
    private static final List<String> ACCOUNTS =
            List.of("hearthly.official", "hearthly.kitchen", "hearthly.bento", "hearthly.tea", "cooking.with.mei");

    @Test
    void whatCustomersWriteArrivesByItselfFromEveryAccount() {
        var mina = somebody(MINA);
        demo.customer("arrives", "Ari Ves");

        for (var account : ACCOUNTS) {
            demo.write("arrives", account, "Message for " + account);
            demo.comment("arrives", account, "Comment for " + account);
        }

        for (var account : ACCOUNTS) {
            assertThat(mina.row("Message for " + account)).isVisible();
            assertThat(mina.row("Comment for " + account)).isVisible();
        }
    }

    @Test
    void anAnswerReachesTheCustomerAndSaysHowFarItHasCome() {
        var mina = somebody(MINA);
        demo.customer("asks", "Asuka Ks");
        demo.write("asks", "hearthly.tea", "Is the blue mug back?");

        mina.open("Is the blue mug back?");
        mina.answer("Tomorrow morning!");

        var bubble = mina.bubble("Tomorrow morning!");
        assertThat(bubble.locator(".delivery")).hasClass(Pattern.compile("delivery-(SENT|DELIVERED|READ)"));
        await().until(() -> demo.hasRead("asks", "Tomorrow morning!"));
        demo.read("asks", "hearthly.tea");
        assertThat(bubble.locator(".delivery-READ")).isVisible();
    }

    @Test
    void picturesAreSeenHereAndReachTheCustomer() throws IOException {
        var mina = somebody(MINA);
        demo.customer("shows", "Sho Ws");
        demo.write("shows", "hearthly.tea", "It came like this:");
        mina.open("It came like this:");
        demo.picture("shows", "hearthly.tea");

        var theirs = mina.page().locator(".message-in .media-IMAGE img");
        assertThat(theirs).isVisible();
        await().pollInSameThread().until(() -> (boolean) theirs.evaluate("it => it.naturalWidth > 100"));
        theirs.click();
        assertThat(mina.page().getByRole(AriaRole.DIALOG)).isVisible();
        mina.press("Escape");
        assertThat(mina.page().getByRole(AriaRole.DIALOG)).hasCount(0);

        mina.write("Here is how it should look.");
        mina.page().locator(".composer input[type=file]").setInputFiles(new FilePayload("mug.png", "image/png", mug()));
        assertThat(mina.page().locator(".attachment progress")).hasCount(0);
        mina.press("Enter");

        assertThat(mina.page().locator(".message-out .media-IMAGE img")).isVisible();
        await().until(() -> demo.picturesOfOurs("shows") == 1 && demo.hasRead("shows", "how it should look"));
        assertThat(mina.bubble("how it should look").locator(".delivery-SENT")).isVisible();
    }

    @Test
    void aCardIsSentTappedAndAnswered() {
        var mina = somebody(MINA);
        demo.customer("taps", "Ta Ps");
        demo.write("taps", "hearthly.tea", "Can somebody help me?");
        mina.open("Can somebody help me?");

        mina.page().locator(".composer").getByLabel("Add to the reply").click();
        mina.page().locator(".menu").getByText("Card with buttons").click();
        mina.page().locator(".card-editor-field input").first().fill("What is it about?");
        mina.page().locator(".card-editor-field input").last().fill("My parcel");
        mina.page().locator(".composer-foot .button-primary").click();
        assertThat(mina.page().locator(".message-out .card-view").last()).containsText("My parcel");
        await().until(() -> demo.hasRead("taps", "What is it about?"));
        demo.tap("taps", "hearthly.tea", "My parcel");

        var tap = mina.bubble("Tapped");
        assertThat(tap).containsText("My parcel");
        tap.locator(".quote button").click();
        assertThat(mina.page().locator(".message-out:focus")).containsText("What is it about?");
        assertThat(mina.page().locator(".card-view")).hasCount(1);
    }

    private static byte[] mug() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void aPublicReplyStandsUnderThePost() {
        var mina = somebody(MINA);
        demo.customer("comments", "Como Ents");
        demo.comment("comments", "hearthly.bento", "Does the lid close tightly?");

        mina.open("Does the lid close tightly?");
        mina.answer("Upside down in a bag, we tried.");

        assertThat(mina.bubble("Upside down").locator(".delivery-SENT")).isVisible();
        await().until(() -> demo.standsUnderPost("hearthly.bento", "Upside down in a bag, we tried."));
    }

    @Test
    void aColleagueSeesEveryStepAtOnce() {
        var mina = somebody(MINA);
        var lin = somebody(LIN);
        demo.customer("watched", "Wan Tched");
        demo.write("watched", "hearthly.kitchen", "Where is my parcel?");
        mina.open("Where is my parcel?");
        lin.open("Where is my parcel?");

        mina.press("i");
        assertThat(lin.happening("Mina Cruz took this")).isVisible();

        lin.press("i");
        assertThat(mina.happening("Lin Yue 林悦 took this")).isVisible();

        mina.answer("It is at your post office.");
        assertThat(lin.bubble("It is at your post office.")).isVisible();

        mina.press("Escape", "n");
        mina.page().keyboard().type("Parcel was sent twice.");
        mina.press("Enter", "Escape");
        assertThat(lin.bubble("Parcel was sent twice.")).isVisible();

        mina.press("e");
        assertThat(lin.happening("Mina Cruz resolved this")).isVisible();
        assertThat(lin.action("Reopen")).isVisible();

        lin.action("Reopen").click();
        assertThat(mina.happening("Lin Yue 林悦 reopened this")).isVisible();
        assertThat(mina.action("Resolve")).isVisible();
    }

    @Test
    void theQueueHandsOutWhatHasWaitedLongest() {
        var mina = somebody(MINA);

        mina.press("t");

        assertThat(mina.page()).hasURL(Pattern.compile("/inbox/[0-9a-f-]{36}$"));
        assertThat(mina.happening("You took this")).isVisible();
    }

    @Test
    void theKeyboardIsEnough() {
        var mina = somebody(MINA);
        demo.customer("first", "Fay Rst");
        demo.customer("second", "Sec Ond");
        // At once: whoever else writes in between would stand between them.
        demo.write("first", "hearthly.official", "I wrote first");
        assertThat(mina.row("I wrote first")).isVisible();
        demo.write("second", "hearthly.official", "I wrote second");
        assertThat(mina.row("I wrote second")).isVisible();

        mina.press("j");
        assertThat(mina.bubble("I wrote second")).isVisible();
        mina.press("j");
        assertThat(mina.bubble("I wrote first")).isVisible();
        mina.press("k");
        assertThat(mina.bubble("I wrote second")).isVisible();
        // No pause after R: the letters are all shortcuts as well.
        mina.answer("taken and seen");
        assertThat(mina.bubble("taken and seen").locator(".delivery")).isVisible();
        mina.press("Escape", "e");
        assertThat(mina.action("Reopen")).isVisible();
    }

    @Test
    void workGoesOnBelowWhatWasResolvedWhichCanBeTakenBack() {
        var mina = somebody(MINA);
        for (var place : List.of("lowest", "middle", "highest")) {
            demo.customer(place, "Customer " + place);
            demo.write(place, "hearthly.bento", "I am the " + place);
            assertThat(mina.row("I am the " + place)).isVisible();
        }

        mina.press("j", "j");
        assertThat(mina.bubble("I am the middle")).isVisible();
        mina.press("e");
        assertThat(mina.row("I am the middle")).not().isVisible();
        mina.press("j");
        assertThat(mina.bubble("I am the lowest")).isVisible();
        mina.press("k");
        assertThat(mina.bubble("I am the highest")).isVisible();

        mina.press("z");
        assertThat(mina.row("I am the middle")).isVisible();
    }

    @Test
    @Tag("F102")
    void aDraftSurvivesTheEndOfTheSession() {
        var mina = somebody(MINA);
        demo.customer("waits", "Wai Ts");
        demo.write("waits", "hearthly.tea", "Do you ship to Cebu?");
        mina.open("Do you ship to Cebu?");

        mina.write("We do, within three days.");
        mina.loseSession();
        mina.press("Enter");

        assertThat(mina.page()).hasURL(Pattern.compile("/login"));
        mina.fillIn(MINA);
        assertThat(mina.bubble("Do you ship to Cebu?")).isVisible();
        assertThat(mina.page().locator(".composer-text")).hasValue("We do, within three days.");
        mina.press("r", "Enter");
        assertThat(mina.bubble("We do, within three days.").locator(".delivery"))
                .isVisible();
        // The browser reports the refusal that this was about.
        mina.complaints().removeIf(it -> it.contains("401") || it.contains("403"));
    }

    @Test
    @Tag("S1")
    @Tag("F40")
    void nothingThatAStrangerIsCalledRuns() throws IOException {
        var payloads = Payloads.read();
        var mina = somebody(MINA);
        for (var i = 0; i < payloads.size(); i++) {
            demo.writeAs(payloads.get(i), "hearthly.kitchen", "I am stranger " + i);
        }

        mina.goTo("/inbox?view=all&surface=DM");
        assertThat(mina.row("I am stranger " + (payloads.size() - 1))).isVisible();
        new HostileNames(mina, payloads).openEach();
    }

    private static final String ALL_HAVE_COME = """
            async (count) => (await (await fetch("/api/conversations?surface=DM&limit=100")).json())
                .items.some((it) => it.contact?.handle === "attacker" && it.inboundCount === count)""";

    /** Asks again where the page, read anew meanwhile, has dropped what was asked for. */
    private static final String NOTHING_IS_OLDER = """
            () => {
              const older = document.querySelector(".thread-older");
              older?.click();
              return !older;
            }""";

    @Test
    @Tag("S1")
    @Tag("F37")
    void nothingThatAStrangerWritesRuns() throws IOException {
        var payloads = Payloads.read();
        var mina = somebody(MINA);
        demo.customer("attacker", "<img src=x onerror=alert(1)>");
        for (var payload : payloads) {
            demo.write("attacker", "cooking.with.mei", payload);
        }
        for (var i = 0; i < payloads.size(); i++) {
            demo.customer("mallory_" + i, payloads.get(i));
            demo.comment("mallory_" + i, "cooking.with.mei", payloads.get(i));
        }

        mina.goTo("/inbox?view=all&surface=DM");
        mina.page().waitForFunction(ALL_HAVE_COME, payloads.size());
        mina.row("<img src=x onerror=alert(1)>").click();
        assertThat(mina.page().locator(".message-in").first()).isVisible();
        mina.page().waitForFunction(NOTHING_IS_OLDER);
        for (var payload : payloads) {
            assertThat(mina.page()
                            .locator(".message-in")
                            .getByText(payload, new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
                            .first())
                    .isAttached();
        }
        new HostileComments(mina, payloads).openEach();
    }

    @Test
    void theBrowsersLanguageIsSpokenAndCanBeChanged() {
        var xiaomei = somebody("xiaomei@hearthly.example", 1440, 900, "zh-CN", "LIGHT");
        assertThat(xiaomei.page().getByText("未分配").first()).isVisible();

        xiaomei.goTo("/settings");
        xiaomei.page()
                .getByText("English", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        xiaomei.goTo("/inbox?view=all");

        assertThat(xiaomei.page().getByText("Unassigned").first()).isVisible();
        assertThat(xiaomei.page().getByRole(AriaRole.LISTBOX)).isVisible();
    }

    @Test
    void itCanBeLookedAt() {
        demo.customer("lena.cooks", "Lena Hoffmann");
        photograph("inbox-1440-light-en", 1440, 900, "en-US", "LIGHT", LIN, "Does the cast iron pot come in 26 cm?");
        photograph("inbox-1440-dark-zh", 1440, 900, "zh-CN", "DARK", "kai@hearthly.example", "这口锅可以用电磁炉吗？");
        photograph("inbox-390-zh", 390, 844, "zh-CN", "LIGHT", "kai@hearthly.example", "请问什么时候发货？");
    }

    private void photograph(
            String name, int width, int height, String locale, String colours, String email, String question) {
        var screen = somebody(email, width, height, locale, colours);
        demo.write("lena.cooks", "hearthly.official", question);
        screen.open(question);
        screen.answer(locale.equals("en-US") ? "It does! Shipping is free this week 🍲" : "可以的，今天下单明天发货 🍲");
        assertThat(screen.bubble("🍲").locator(".delivery")).isVisible();
        demo.read("lena.cooks", "hearthly.official");
        assertThat(screen.bubble("🍲").locator(".delivery-READ")).isVisible();
        screen.photograph(name);
    }
}
