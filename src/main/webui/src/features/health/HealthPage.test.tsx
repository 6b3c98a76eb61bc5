import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { aMe, anAccount } from "../../testing/builders";
import { problem } from "../../testing/FakeServer";
import { aHealthWorld, anAlert, aSubscription, healthyFigures } from "../../testing/health";
import { aWorld, show } from "../../testing/show";

const comments = anAlert();
const gone = anAlert({ kind: "NEEDS_RECONNECT", severity: "BROKEN", args: { reason: "revoked" } });
const elsewhere = aSubscription({ eventType: "COMMENT", callbackUrl: "https://old.example/hook", warning: "ANOTHER_ADDRESS" });

const troubled = () =>
  aWorld({
    accounts: [
      anAccount({ id: "one", handle: "one", alerts: [comments], health: "WARNING", missing: ["WRITE_COMMENTS"] }),
      anAccount({ id: "two", handle: "two", role: "CHANNEL", state: "NEEDS_RECONNECT", alerts: [gone, comments], health: "BROKEN" }),
    ],
    health: aHealthWorld({ subscriptions: [aSubscription(), elsewhere] }),
  });

describe("the cockpit", () => {
  it("is calm when all is well", async () => {
    await show("/health", aWorld());

    expect(await screen.findByText("All is well")).toBeVisible();
    const row = within(screen.getByRole("table", { name: "Manila Beauty" })).getByRole("row", { name: /@brand_ph/ });
    expect(row).toHaveTextContent("Healthy");
    expect(row).toHaveTextContent("usually every 5 minutes");
    expect(row).toHaveTextContent("100% arrived");
    expect(screen.queryByRole("button", { name: /Subscribe/ })).not.toBeInTheDocument();
  });

  it("says in plain words what is wrong, with the button that helps", async () => {
    await show("/health", troubled());

    expect(await screen.findByText("2 accounts need attention")).toBeVisible();
    const broken = screen.getByRole("heading", { name: /Has to be connected again/ }).closest("li");
    expect(within(broken as HTMLElement).getByRole("link", { name: "Reconnect@two" })).toHaveAttribute("href", "/admin/accounts?reconnect=two");
    expect(screen.getByRole("heading", { name: /Comments are not subscribed.*2 accounts/ })).toBeVisible();
    expect(screen.getByRole("row", { name: /@one/ })).toHaveTextContent("Cannot write comments");
    expect(screen.getByRole("link", { name: /Health.*2 accounts need attention/ })).toBeVisible();
  });

  it("asks before an address is overwritten, and says what it was", async () => {
    const server = await show("/health", troubled());

    fireEvent.click(await screen.findByRole("button", { name: "Subscribe to comments" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText("https://old.example/hook")).toBeVisible();
    expect(server.requests.some((it) => it.method === "POST")).toBe(false);
    fireEvent.click(dialog.getByRole("button", { name: "Subscribe" }));

    expect(await screen.findByText("TikTok now reports here. It reported to https://old.example/hook before.")).toBeVisible();
    expect(server.requests.some((it) => it.path === "/api/admin/webhook-subscriptions/COMMENT")).toBe(true);
  });

  it("shows a supervisor everything and lets them act on nothing", async () => {
    await show("/health", { ...troubled(), me: aMe({ role: "SUPERVISOR" }) });

    expect(await screen.findByText("2 accounts need attention")).toBeVisible();
    expect(screen.getByText(/Only admins can act here/)).toBeVisible();
    expect(screen.queryByRole("link", { name: /Reconnect/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Subscribe|Refresh|Read back/ })).not.toBeInTheDocument();
  });

  it("is not for agents", async () => {
    const server = await show("/health", { ...troubled(), me: aMe({ role: "AGENT" }) });

    expect(await screen.findByText("You cannot see this")).toBeVisible();
    expect(server.requests.some((it) => it.path.startsWith("/api/cockpit"))).toBe(false);
    expect(screen.queryByRole("link", { name: "Health" })).not.toBeInTheDocument();
  });

  it("says why it could not be loaded", async () => {
    const server = await show("/settings", troubled());
    server.on("GET", /^\/api\/cockpit$/, () => problem(403, "not-allowed", "Ask an admin."));
    fireEvent.click(await screen.findByRole("link", { name: /^Health/ }));

    expect(await screen.findByText("Ask an admin.")).toBeVisible();
  });

  it("hears at once that something is well again", async () => {
    const server = await show("/health", troubled());
    expect(await screen.findByText("2 accounts need attention")).toBeVisible();

    act(() => {
      for (const it of server.world.accounts) {
        server.tell({ type: "account.changed", account: { ...it, state: "CONNECTED", health: "OK", missing: [], alerts: [] } });
      }
    });

    expect(await screen.findByText("All is well")).toBeVisible();
    expect(screen.queryByRole("link", { name: /need attention/ })).not.toBeInTheDocument();
  });
});

describe("the page of an account", () => {
  const world = () => {
    const one = anAccount({ id: "one", handle: "one", alerts: [comments], health: "WARNING" });
    return aWorld({
      accounts: [one],
      health: aHealthWorld({
        figures: new Map([
          ["one", { sends: { ...healthyFigures(one, Date.now()).sends, failed: 3, codes: [{ code: "40105", count: 2, lastAt: new Date().toISOString() }, { code: "777", count: 1, lastAt: new Date().toISOString() }] } }],
        ]),
        hours: [{ hour: new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString(), byWebhook: 7, recovered: 2, duplicates: 1, late: 0, conversationsCut: 1, listsCut: 0, sent: 4, failed: 3 }],
        timeline: [{ ...comments, id: "t1", accountId: "one", storeId: "store-1", clearedAt: null }],
        selfTest: {
          passed: false,
          steps: [
            { step: "TOKEN", outcome: "OK", millis: 20, args: {} },
            { step: "PUBLIC_ADDRESS", outcome: "FAILED", millis: 5_000, args: { failure: "No answer within 5 s." } },
            { step: "STORED", outcome: "SKIPPED", millis: 0, args: {} },
          ],
        },
      }),
    });
  };

  it("tells why replies failed in words, and what cannot be had honestly", async () => {
    await show("/health/one", world());

    expect(await screen.findByText("access is wrong or was revoked")).toBeVisible();
    expect(screen.getByText("TikTok code 777")).toBeVisible();
    expect(screen.getByText(/at most 100 conversations and the newest 20 messages of each, 90 days back/)).toBeVisible();
    fireEvent.click(screen.getByText("Show the hours"));
    expect(within(screen.getByRole("table")).getAllByRole("row")).toHaveLength(2);
    expect(await screen.findByText("open")).toBeVisible();
  });

  it("tests the whole way and says what to do about a cross", async () => {
    await show("/health/one?test", world());

    expect(await screen.findByText("Something does not work. Begin with the first cross.")).toBeVisible();
    expect(screen.getByRole("img", { name: "does not work" }).closest("li")).toHaveTextContent("No answer within 5 s.Check tributary.public-url");
    expect(screen.getByText("A step before it has to work first.")).toBeVisible();
  });

  it("has access renewed and the account read back", async () => {
    const server = await show("/health/one", world());

    fireEvent.click(await screen.findByRole("button", { name: "Refresh" }));
    expect(await screen.findByText("Access is renewed and TikTok was asked anew.")).toBeVisible();
    server.on("POST", /backfill$/, () => problem(409, "account-disconnected", "Connect it again first."));
    fireEvent.click(screen.getByRole("button", { name: "Read back now" }));
    expect(await screen.findByText("Connect it again first.")).toBeVisible();
  });

  it("lets an admin say where it is registered, and switch private replies on at TikTok", async () => {
    const server = await show("/health/one", world());

    fireEvent.change(await screen.findByRole("combobox", { name: "Registered in" }), { target: { value: "VN" } });
    fireEvent.click(await screen.findByRole("switch", { name: "Answer comments by direct message" }));

    await waitFor(() => expect(screen.getByRole("switch", { name: "Answer comments by direct message" })).toBeChecked());
    expect(server.requests.filter((it) => it.method === "PUT").map((it) => [it.path, it.body])).toEqual([
      ["/api/accounts/one/market", { market: "VN" }],
      ["/api/accounts/one/private-replies", { on: true }],
    ]);
    server.on("PUT", /private-replies$/, () => problem(502, "platform-call-failed", "TikTok said no. Try again later."));
    fireEvent.click(screen.getByRole("switch", { name: "Answer comments by direct message" }));
    expect(await screen.findByText(/TikTok said no/)).toBeVisible();
  });
});

describe("the notices of the inbox", () => {
  it("come, lead to the cockpit, and go by themselves", async () => {
    const server = await show("/inbox", troubled());

    const notices = await screen.findByRole("region", { name: "Trouble with accounts" });
    await waitFor(() => expect(notices).toHaveTextContent("Comments are not subscribed · 2 accounts"));
    expect(within(notices).getAllByRole("link", { name: "See what to do" })[1]).toHaveAttribute("href", "/health");

    fireEvent.click(within(notices).getByRole("button", { name: "Hide: Comments are not subscribed" }));
    expect(notices).not.toHaveTextContent("Comments are not subscribed");
    act(() => server.tell({ type: "account.changed", account: anAccount({ id: "two", handle: "two", alerts: [] }) }));
    await waitFor(() => expect(notices).not.toHaveTextContent("Has to be connected again"));
  });

  it("tell an agent only of what is broken, and who can put it right", async () => {
    await show("/inbox", { ...troubled(), me: aMe({ role: "AGENT" }) });

    const notices = await screen.findByRole("region", { name: "Trouble with accounts" });
    await waitFor(() => expect(notices).toHaveTextContent("Has to be connected again · @twoAn admin can put it right."));
    expect(notices).not.toHaveTextContent("Comments are not subscribed");
    expect(within(notices).queryByRole("link")).not.toBeInTheDocument();
  });
});
