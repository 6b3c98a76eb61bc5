package dev.tributary.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How an admin gets accounts into the inbox and sees how they are: through TikTok's own consent page, and back. */
class AccountsIT extends BrowserTests {

    private static final String ADMIN = "admin@demo.tributary.dev";
    private static final String SUPERVISOR = "lin@hearthly.example";

    @Test
    void aNewStoreBindsItsOfficialAccountAndSaysWhatTheSellerDidNotAllow() {
        demo.account("lantern.official", "Lantern House");
        var admin = somebody(ADMIN);
        addStore(admin, "Lantern", "Lantern 有限公司", "9133-LANTERN");

        beginToBind(admin, "Lantern", "Lantern 有限责任公司", "9133-LANTERN");
        assertThat(admin.page().getByText("Is it the same company?")).isVisible();
        field(admin, "Evidence").fill("Licence of 2025-11-02, same seal");
        button(admin, "It is one company").click();
        consent(admin, "lantern.official", List.of("comment.list.manage"));

        assertThat(admin.page().getByText("The account is connected")).isVisible();
        assertThat(admin.page().getByText("@lantern.official").first()).isVisible();
        assertThat(admin.page().getByText(Pattern.compile("It cannot .*comment")))
                .isVisible();
        admin.photograph("bound");
    }

    @Test
    void whoRefusesAtTikTokOrComesTwiceHearsSo() {
        demo.account("refused.official", "Refused House");
        var admin = somebody(ADMIN);
        addStore(admin, "Refusal", "Refusal Ltd", "R-1");

        beginToBind(admin, "Refusal", "Refusal Ltd", "R-1");
        admin.page().getByRole(AriaRole.BUTTON, named("Deny")).click();

        assertThat(admin.page().getByText("TikTok was told no")).isVisible();
        var answered = admin.page().url();
        assertThat(answered).contains("result=denied");

        beginToBind(admin, "Refusal", "Refusal Ltd", "R-1");
        var callback = new ArrayList<String>();
        admin.page().onRequest(it -> {
            if (it.url().contains("/oauth/tiktok/business/callback")) {
                callback.add(it.url());
            }
        });
        consent(admin, "refused.official", List.of());
        assertThat(admin.page().getByText("The account is connected")).isVisible();
        admin.page().navigate(callback.get(0));
        assertThat(admin.page().getByText("That took too long")).isVisible();
    }

    @Test
    @Tag("S15")
    void whoComesBackWithAnotherAccountIsAskedAndCanGiveItBack() {
        demo.account("twin.official", "Twin One");
        demo.account("twin.other", "Twin Two");
        var admin = somebody(ADMIN);
        addStore(admin, "Twins", "Twins Ltd", "T-1");
        beginToBind(admin, "Twins", "Twins Ltd", "T-1");
        consent(admin, "twin.official", List.of());
        assertThat(admin.page().getByText("The account is connected")).isVisible();

        admin.goTo("/admin/accounts");
        account(admin, "twin.official")
                .getByRole(AriaRole.LINK, inside("Twin One"))
                .click();
        admin.page().getByRole(AriaRole.LINK, named("Reconnect")).click();
        button(admin, "Continue to TikTok").click();
        consent(admin, "twin.other", List.of());

        assertThat(admin.page().getByText("You came back with another account")).isVisible();
        assertThat(admin.page().getByText(Pattern.compile("with @twin.other, but wanted .*twin.official")))
                .isVisible();
        button(admin, "Give it back").click();
        assertThat(admin.page().getByText("It was given back")).isVisible();
        admin.goTo("/admin/accounts");
        assertThat(account(admin, "twin.official")).isVisible();
        assertThat(account(admin, "twin.other")).hasCount(0);
    }

    @Test
    void aStoreInProbationIsToldWhichRuleForbidsAChannelAccount() {
        var admin = somebody(ADMIN);
        addStore(admin, "Beginner", "Beginner Ltd", "B-1");

        openBindForm(admin, "Beginner");
        field(admin, "Role").selectOption("CHANNEL");
        button(admin, "Continue to TikTok").click();

        assertThat(admin.page()
                        .getByRole(AriaRole.DIALOG)
                        .getByText(Pattern.compile("0 .*0"))
                        .first())
                .isVisible();
        assertThat(admin.page().getByRole(AriaRole.DIALOG)).containsText(Pattern.compile("[Pp]robation"));
    }

    @Test
    void theCockpitShowsEveryAccountAndTheSelfTestFindsEverythingWorking() {
        var admin = somebody(ADMIN);

        admin.goTo("/health");
        for (var account : List.of("hearthly.official", "hearthly.kitchen", "hearthly.bento", "hearthly.tea")) {
            assertThat(admin.page().getByText(account).first()).isVisible();
        }
        admin.photograph("health");
        admin.page().getByRole(AriaRole.LINK, named("hearthly.tea")).first().click();
        admin.page().getByRole(AriaRole.BUTTON, named("Self-test")).click();

        assertThat(admin.page().getByText("Everything works.")).isVisible();
        assertThat(admin.page().getByText("A message from the simulator reaches the inbox"))
                .isVisible();
        admin.photograph("self-test");
    }

    @Test
    void aSupervisorSeesTheCockpitAndHasNothingToPress() {
        var supervisor = somebody(SUPERVISOR);

        supervisor.goTo("/health");

        assertThat(supervisor.page().getByText("hearthly.tea").first()).isVisible();
        assertThat(supervisor.page().getByRole(AriaRole.BUTTON, named("Self-test")))
                .hasCount(0);
        assertThat(supervisor.page().getByRole(AriaRole.BUTTON, named("Subscribe")))
                .hasCount(0);
    }

    @Test
    void anAccountThatTheSellerCutsOffIsShownInTheInboxUntilItIsConnectedAgain() {
        demo.account("cut.official", "Cut Off");
        var admin = somebody(ADMIN);
        addStore(admin, "Cutting", "Cutting Ltd", "C-1");
        beginToBind(admin, "Cutting", "Cutting Ltd", "C-1");
        consent(admin, "cut.official", List.of());
        assertThat(admin.page().getByText("The account is connected")).isVisible();
        admin.goTo("/inbox?view=all");

        demo.cutOff("cut.official");

        var notices = admin.page().getByLabel("Trouble with accounts");
        assertThat(notices).containsText("cut.official");
        admin.photograph("notice");
        admin.goTo("/admin/accounts");
        account(admin, "cut.official")
                .getByRole(AriaRole.BUTTON, inside("Reconnect"))
                .click();
        button(admin, "Continue to TikTok").click();
        consent(admin, "cut.official", List.of());
        assertThat(admin.page().getByText("The account is connected")).isVisible();
        admin.goTo("/inbox?view=all");
        assertThat(admin.page().getByRole(AriaRole.LISTBOX)).isVisible();
        assertThat(notices.getByText("cut.official")).hasCount(0);
    }

    private static void addStore(Screen admin, String name, String entity, String registration) {
        admin.goTo("/admin/stores?new");
        field(admin, "Name").fill(name);
        field(admin, "Legal entity").fill(entity);
        field(admin, "Registration number").fill(registration);
        button(admin, "Save").click();
        assertThat(admin.page().getByRole(AriaRole.LINK, named(name)).first()).isVisible();
    }

    private static void beginToBind(Screen admin, String store, String entity, String registration) {
        openBindForm(admin, store);
        field(admin, "Legal entity").fill(entity);
        field(admin, "Registration number").fill(registration);
        button(admin, "Continue to TikTok").click();
    }

    private static void openBindForm(Screen admin, String store) {
        admin.goTo("/admin/accounts?bind");
        field(admin, "Store")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(store + " · SG"));
    }

    /** What the seller does on TikTok's page. */
    private static void consent(Screen admin, String handle, List<String> unticked) {
        var page = admin.page();
        page.locator("input[name=account][value='" + handle + "']").check();
        for (var scope : unticked) {
            page.locator("input[name=granted][value='" + scope + "']").uncheck();
        }
        page.getByRole(AriaRole.BUTTON, named("Authorize")).click();
    }

    private static Locator account(Screen screen, String handle) {
        return screen.page().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(handle));
    }

    private static Locator field(Screen screen, String label) {
        return screen.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator button(Screen screen, String name) {
        return screen.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
