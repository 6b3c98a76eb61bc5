package dev.tributary.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A day in a store whose conversations are given out: one after the other, since what is given is gone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoutingIT extends BrowserTests {

    private static final String MINA = "mina@hearthly.example";
    private static final String KAI = "kai@hearthly.example";
    private static final String LIN = "lin@hearthly.example";

    @Test
    @Order(1)
    void whoGoesOnDutyIsGivenWhatWaitsAndCanAskWhy() {
        var lin = somebody(LIN);
        lin.goTo("/board");
        assertThat(tile(lin, "On duty")).containsText(Pattern.compile("0 of \\d"));
        var mina = somebody(MINA);

        button(mina, "Go on duty").click();
        assertThat(button(mina, "Your duty: On duty")).isVisible();

        mina.goTo("/inbox?view=mine");
        mina.page().getByRole(AriaRole.OPTION).first().click();
        var line = mina.happening("the only one who could");
        assertThat(line).isVisible();
        line.getByRole(AriaRole.BUTTON).click();
        var why = mina.page().getByRole(AriaRole.DIALOG);
        assertThat(why).containsText("Given to Mina Cruz");
        assertThat(why.getByRole(AriaRole.ROW, inside("Kai Tan"))).containsText("off duty since");
        mina.photograph("why");
        assertThat(tile(lin, "On duty")).containsText("1 of");
        lin.photograph("board");
    }

    @Test
    @Order(2)
    void aTransferGoesWithANoteAndComesBackWithAReason() {
        var mina = somebody(MINA);
        var kai = somebody(KAI);
        demo.customer("moves", "Mo Ves");
        demo.write("moves", "hearthly.tea", "Boleh tukar cawan ini?");
        mina.open("Boleh tukar cawan ini?");
        mina.press("i");

        mina.press("a");
        mina.page().getByRole(AriaRole.MENUITEM, named("Hand over…")).click();
        var dialog = mina.page().getByRole(AriaRole.DIALOG);
        dialog.getByText("Kai Tan").click();
        dialog.getByLabel("Note").fill("Asks for another mug, in Malay.");
        dialog.getByRole(AriaRole.BUTTON, inside("Hand over")).click();

        kai.goTo("/inbox?view=mine");
        kai.open("Boleh tukar cawan ini?");
        assertThat(kai.bubble("Asks for another mug, in Malay.")).isVisible();
        button(kai, "Hand back").click();
        var refusal = kai.page().getByRole(AriaRole.DIALOG);
        refusal.getByLabel("Why").fill("I am on my way home.");
        refusal.getByRole(AriaRole.BUTTON, inside("Hand back")).click();

        assertThat(mina.happening("handed it back to you: I am on my way home."))
                .isVisible();
        assertThat(kai.row("Boleh tukar cawan ini?")).hasCount(0);
    }

    @Test
    @Order(3)
    void aPolicyIsDraftedRehearsedAndApplied() {
        var lin = somebody(LIN);
        lin.goTo("/admin/stores");
        lin.page().getByRole(AriaRole.LINK, named("Hearthly Home")).first().click();
        lin.page().getByRole(AriaRole.LINK, named("Routing rules")).click();
        assertThat(lin.page().getByText("Goes to team Comments · 评论.")).isVisible();

        lin.page().getByRole(AriaRole.LINK, named("Make a draft")).click();
        lin.page().getByLabel("VIP labels").fill("VIP, 老客");
        button(lin, "Save draft").click();
        button(lin, "Rehearse").click();
        assertThat(lin.page().getByText(Pattern.compile("conversations from .* agents")))
                .isVisible();
        assertThat(lin.page().getByRole(AriaRole.COLUMNHEADER, named("Version 2")))
                .isVisible();
        button(lin, "Activate").click();
        lin.page()
                .getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, inside("Activate"))
                .click();

        assertThat(lin.page().getByText("Version 2 applies now.")).isVisible();
        lin.photograph("policy");
    }

    private static Locator button(Screen screen, String name) {
        return screen.page().getByRole(AriaRole.BUTTON, named(name));
    }

    private static Locator tile(Screen screen, String title) {
        return screen.page().locator(".tile", new Page.LocatorOptions().setHasText(title));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
