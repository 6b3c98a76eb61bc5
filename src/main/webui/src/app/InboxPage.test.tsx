import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { aConversation, aMe, aMessage } from "../testing/builders";
import { problem } from "../testing/FakeServer";
import { aWorld, show } from "../testing/show";

const hour = 3_600_000;
const soon = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const ana = aConversation({
  id: "ana",
  lastActivityAt: ago(1),
  window: { expiresAt: new Date(Date.now() + 5.5 * hour).toISOString(), remaining: 4, limit: 10, afterwards: 0 },
});
const ben = aConversation({
  id: "ben",
  contact: { id: "ben", handle: "ben", displayName: "Ben", avatarUrl: null },
  preview: "thanks",
  unread: 0,
  inboundCount: 2,
  handledCount: 2,
  lastActivityAt: ago(2),
  window: { expiresAt: soon(30), remaining: 9, limit: 10, afterwards: 0 },
});
const cleo = aConversation({ ...ben, id: "cleo", contact: { id: "cleo", handle: "cleo", displayName: "Cleo", avatarUrl: null }, lastActivityAt: ago(3) });

const shop = () =>
  aWorld({
    conversations: [{ ...ana }, { ...ben }, { ...cleo }],
    messages: new Map([
      ["ana", [aMessage({ id: "m1", conversationId: "ana", sentAt: ago(1) })]],
      ["ben", [aMessage({ id: "m2", conversationId: "ben", text: "thanks", sentAt: ago(2) })]],
    ]),
  });

const rows = async () => within(await screen.findByRole("listbox")).getAllByRole("option");
const press = (key: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });
const composer = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Reply" });

describe("the list", () => {
  it("says a row as UI readers need it", async () => {
    await show("/inbox?view=all", shop());

    expect(await screen.findByRole("option", { name: "Unread, Ana, do you ship to Manila?, account brand_ph, 5 hours left, 4 messages left" })).toBeVisible();
  });

  it("says when nothing waits", async () => {
    await show("/inbox", aWorld());

    expect(await screen.findByText("Nothing waits for you")).toBeVisible();
  });

  it("shows the server's reason when it is refused, and offers to try again", async () => {
    const world = shop();
    const server = await show("/login", { ...world, me: null });
    expect(await screen.findByText("Welcome back")).toBeVisible();
    world.me = aMe();
    server.world.me = aMe();
    server.on("GET", /^\/api\/conversations$/, () => problem(403, "store-forbidden", "You left this store."));
    server.on("POST", /^\/api\/session$/, () => ({ status: 200, body: aMe() }));
    fireEvent.change(screen.getByLabelText("E-mail address"), { target: { value: "mina@example.com" } });
    fireEvent.change(screen.getByLabelText("Password"), { target: { value: "secret secret" } });
    fireEvent.click(screen.getByRole("button", { name: "Log in" }));

    const alert = await screen.findByText("You left this store.");
    expect(alert).toBeVisible();
    server.on("GET", /^\/api\/conversations$/, () => ({ status: 200, body: { items: [ana], next: null, asOf: {} } }));
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await rows()).toHaveLength(1);
  });

  it("has one tab stop, which the arrows move", async () => {
    await show("/inbox?view=all", shop());
    const [first, second] = await rows();
    first?.focus();
    press("ArrowDown");

    await waitFor(() => expect(document.activeElement).toBe(second));
    expect((await rows()).filter((it) => it.tabIndex === 0)).toEqual([second]);
    press("Enter");
    await waitFor(() => expect(second).toHaveAttribute("aria-selected", "true"));
  });

  it("is gone through by J and K", async () => {
    await show("/inbox?view=all", shop());
    await rows();
    press("j");
    await waitFor(async () => expect((await rows())[0]).toHaveAttribute("aria-selected", "true"));
    press("j");
    await waitFor(async () => expect((await rows())[1]).toHaveAttribute("aria-selected", "true"));
    press("k");
    await waitFor(async () => expect((await rows())[0]).toHaveAttribute("aria-selected", "true"));
  });

  const selected = async () => (await rows()).find((it) => it.getAttribute("aria-selected") === "true")?.dataset["id"];

  it("is gone on with below where one was, though what was answered rises and what is resolved leaves", async () => {
    const server = await show("/inbox/ben?view=all", shop());
    await composer();
    act(() => void server.change("ben", { lastActivityAt: new Date().toISOString() }));
    await waitFor(async () => expect((await rows())[0]).toHaveAttribute("data-id", "ben"));
    press("j");
    await waitFor(async () => expect(await selected()).toBe("cleo"));

    press("k");
    await waitFor(async () => expect(await selected()).toBe("ana"));
    press("e");
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    press("j");
    await waitFor(async () => expect(await selected()).toBe("cleo"));
  });

  it("is gone through by keys that come faster than the page follows", async () => {
    await show("/inbox?view=all", shop());
    await rows();
    act(() => {
      press("j");
      press("j");
      press("j");
    });

    await waitFor(async () => expect(await selected()).toBe("cleo"));
  });

  it("loads on when J reaches the end of what was loaded", async () => {
    const conversations = Array.from({ length: 60 }, (_, index) => ({ ...ben, id: `c${index}`, lastActivityAt: ago(index) }));
    const server = await show("/inbox/c49?view=all", aWorld({ conversations }));
    await composer();
    await waitFor(() => expect(server.requests.some((it) => it.path.startsWith("/api/conversations?"))).toBe(true));
    await rows();
    press("j");

    await waitFor(() => expect(server.requests.some((it) => it.path === "/api/conversations/c50")).toBe(true));
  });

  it("clears the box as well when what was searched for is cleared", async () => {
    await show("/inbox?view=all&q=zzz", shop());
    expect(await screen.findByText("Nothing matches")).toBeVisible();
    fireEvent.click(screen.getByRole("button", { name: "Clear filter" }));

    expect(await rows()).toHaveLength(3);
    expect(screen.getByRole("searchbox")).toHaveValue("");
  });

  it("says what is left out of it, and lets it in again", async () => {
    await show("/inbox?view=all&surface=COMMENT", shop());
    expect(await screen.findByText("None of the 3 open conversations fits this filter.")).toBeVisible();
    fireEvent.click(screen.getByTitle("Remove filter Comment"));

    expect(await rows()).toHaveLength(3);
  });

  it("takes in what the stream tells, and lets go of what belongs elsewhere", async () => {
    const server = await show("/inbox?view=unassigned", shop());
    expect(await rows()).toHaveLength(3);
    act(() => void server.change("ben", { assigneeId: "agent-wang" }));

    await waitFor(async () => expect(await rows()).toHaveLength(2));
    act(() => void server.change("ben", { assigneeId: null, lastActivityAt: new Date().toISOString() }));
    await waitFor(async () => expect((await rows())[0]).toHaveAttribute("data-id", "ben"));
  });
});

describe("the composer", () => {
  it("F94: sends once though Enter is hit five times", async () => {
    const server = await show("/inbox/ana?view=all", shop());
    const box = await composer();
    await screen.findByText("do you ship to Manila?", { selector: ".message-text" });
    fireEvent.change(box, { target: { value: "Yes, we do." } });
    for (let i = 0; i < 5; i++) fireEvent.keyDown(box, { key: "Enter" });

    await waitFor(() => expect(screen.getByText("Yes, we do.", { selector: ".message-text" })).toBeVisible());
    const sent = server.requests.filter((it) => it.method === "POST" && it.path.endsWith("/messages"));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toMatchObject({ type: "TEXT", text: "Yes, we do.", lastSeenMessageId: "m1" });
  });

  it("F94: tries again under the same name when no answer came", async () => {
    const server = await show("/inbox/ana?view=all", shop());
    const box = await composer();
    const tokens: unknown[] = [];
    server.on("POST", /\/messages$/, (_, __, body) => {
      tokens.push(body["clientToken"]);
      throw new TypeError("network gone");
    });
    fireEvent.change(box, { target: { value: "Yes, we do." } });
    fireEvent.keyDown(box, { key: "Enter" });
    fireEvent.click(await screen.findByRole("button", { name: "Try again (goes out once)" }));

    await waitFor(() => expect(tokens).toHaveLength(2));
    expect(tokens[0]).toBe(tokens[1]);
  });

  it("F100: keeps a draft with its conversation", async () => {
    await show("/inbox/ana?view=all", shop());
    fireEvent.change(await composer(), { target: { value: "for Ana only" } });
    fireEvent.click((await rows())[1] ?? expect.fail());

    expect(await screen.findByText("thanks", { selector: ".message-text" })).toBeVisible();
    expect((await composer()).value).toBe("");
    expect(within((await rows())[0] ?? expect.fail()).getByText("Draft")).toBeVisible();
    fireEvent.click((await rows())[0] ?? expect.fail());
    await waitFor(async () => expect((await composer()).value).toBe("for Ana only"));
  });

  it("F93: shows the colleague's answer beside mine and sends only when told to", async () => {
    const server = await show("/inbox/ana?view=all", shop());
    const newer = aMessage({ conversationId: "ana", direction: "OUTBOUND", text: "Three days.", author: { kind: "AGENT", id: "agent-wang", name: "Wang" } });
    server.on("POST", /\/messages$/, (_, __, body) =>
      body["confirm"]
        ? { status: 201, body: aMessage({ id: "sent", conversationId: "ana", direction: "OUTBOUND", text: String(body["text"]), clientToken: String(body["clientToken"]) }) }
        : problem(409, "newer-reply", "Read it first.", { messages: [newer] }),
    );
    const box = await composer();
    fireEvent.change(box, { target: { value: "Two days." } });
    fireEvent.keyDown(box, { key: "Enter" });

    const panel = await screen.findByRole("region", { name: "A colleague answered while you were writing" });
    expect(within(panel).getByText("Three days.")).toBeVisible();
    expect(within(panel).getByText("Two days.")).toBeVisible();
    fireEvent.click(within(panel).getByRole("button", { name: "Send anyway" }));
    // The bubble on its way gives way to the one that arrived, so it is looked for afresh.
    await waitFor(() => expect(screen.getByText("Two days.", { selector: ".message-text" })).toBeVisible());
    await waitFor(() => expect(panel).not.toBeInTheDocument());
  });

  it("offers a note when the window has closed", async () => {
    const world = shop();
    world.conversations[0] = { ...ana, window: { expiresAt: ago(1), remaining: 4, limit: 10, afterwards: 0 } };
    await show("/inbox/ana?view=all", world);

    expect(await screen.findByText("The window to answer has closed")).toBeVisible();
    fireEvent.click(screen.getByRole("button", { name: "Write a note" }));
    expect(await screen.findByRole("textbox", { name: "Note" })).toBeVisible();
  });
});

it("marks as read what is read, once", async () => {
  const server = await show("/inbox/ana?view=all", shop());
  await composer();

  await waitFor(() => expect(server.requests.filter((it) => it.path.endsWith("/seen")).map((it) => it.body)).toEqual([{ inboundCount: 1 }]));
  await waitFor(async () => expect((await rows())[0]).not.toHaveClass("row-unread"));
});

it("S1: shows what a stranger wrote as text", async () => {
  const world = shop();
  const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>[x](javascript:alert(3)){{t}}";
  world.messages.set("ana", [aMessage({ id: "evil", conversationId: "ana", text: evil, sentAt: ago(1) })]);
  await show("/inbox/ana?view=all", world);

  expect(await screen.findByText(evil)).toBeVisible();
  expect(document.querySelector("script, img[src=x], a[href^=javascript]")).toBeNull();
});

it("resolves by E and goes on by Shift+E", async () => {
  const server = await show("/inbox/ana?view=all", shop());
  await composer();
  press("E", { shiftKey: true });

  await waitFor(async () => expect((await rows()).map((it) => it.dataset["id"])).toEqual(["ben", "cleo"]));
  expect((await rows())[0]).toHaveAttribute("aria-selected", "true");
  expect(server.world.conversations[0]?.status).toBe("RESOLVED");
});

it("opens help by ?, but not while somebody types one", async () => {
  await show("/inbox/ana?view=all", shop());
  fireEvent.keyDown(await composer(), { key: "?", shiftKey: true });
  expect(screen.queryByText("Keyboard shortcuts")).toBeNull();
  fireEvent.keyDown(document.body, { key: "?", shiftKey: true });

  expect(await screen.findByText("Keyboard shortcuts")).toBeVisible();
});

it("sends whoever is logged out to the log-in page, and back afterwards", async () => {
  const world = shop();
  const me = world.me;
  const server = await show("/inbox/ana?view=all", { ...world, me: null });
  server.on("POST", /^\/api\/session$/, () => {
    server.world.me = me;
    return { status: 200, body: me };
  });
  fireEvent.change(await screen.findByLabelText("E-mail address"), { target: { value: "mina@example.com" } });
  fireEvent.change(screen.getByLabelText("Password"), { target: { value: "secret secret" } });
  fireEvent.click(screen.getByRole("button", { name: "Log in" }));

  expect(await composer()).toBeVisible();
});

it("F100: takes whoever is logged out when they send to the log-in page, and their words back with them", async () => {
  const world = shop();
  const me = world.me;
  const server = await show("/inbox/ana?view=all", world);
  server.on("POST", /\/messages$/, () => {
    server.world.me = null;
    return problem(401, "not-logged-in", "Log in.");
  });
  server.on("POST", /^\/api\/session$/, () => {
    server.world.me = me;
    return { status: 200, body: me };
  });
  fireEvent.change(await composer(), { target: { value: "Yes, we do." } });
  fireEvent.keyDown(await composer(), { key: "Enter" });

  fireEvent.change(await screen.findByLabelText("E-mail address"), { target: { value: "mina@example.com" } });
  fireEvent.change(screen.getByLabelText("Password"), { target: { value: "secret secret" } });
  fireEvent.click(screen.getByRole("button", { name: "Log in" }));
  await waitFor(async () => expect((await composer()).value).toBe("Yes, we do."));
});

it("says when to try to log in again", async () => {
  const server = await show("/login", aWorld({ me: null }));
  server.on("POST", /^\/api\/session$/, () => ({ ...problem(429, "too-many-attempts", "Wait."), headers: { "Retry-After": "150" } }));
  fireEvent.change(await screen.findByLabelText("E-mail address"), { target: { value: "mina@example.com" } });
  fireEvent.change(screen.getByLabelText("Password"), { target: { value: "wrong" } });
  fireEvent.click(screen.getByRole("button", { name: "Log in" }));

  expect(await screen.findByText("Too many attempts. Try again in 3 minutes.")).toBeVisible();
});

it("takes back what was resolved or assigned by Z", async () => {
  const server = await show("/inbox/ana?view=all", shop());
  await composer();
  press("e");
  expect(await screen.findByText("Resolved.")).toBeVisible();
  press("z");
  await waitFor(() => expect(server.world.conversations[0]?.status).toBe("OPEN"));

  press("i");
  expect(await screen.findByText("Assigned to you.")).toBeVisible();
  press("z");
  await waitFor(() => expect(server.world.conversations[0]?.assigneeId).toBeNull());
});

it("F99: says that a conversation stays open whose customer wrote while it was resolved", async () => {
  const server = await show("/inbox/ana?view=all", shop());
  await composer();
  const wrote = server.world.conversations.map((it) => (it.id === "ana" ? { ...it, inboundCount: it.inboundCount + 1 } : it));
  server.world.conversations.splice(0, wrote.length, ...wrote);

  press("e");

  expect(await screen.findByText("The customer wrote again meanwhile: it stays open.")).toBeVisible();
  expect(await screen.findByRole("button", { name: "Resolve" })).toBeVisible();
});

it("takes back what the server has not answered yet", async () => {
  const server = await show("/inbox/ana?view=all", shop());
  await composer();
  press("e");
  await waitFor(async () => expect(await rows()).toHaveLength(2));
  press("z");

  await waitFor(async () => expect(await rows()).toHaveLength(3));
  await waitFor(() => expect(server.requests.filter((it) => it.path.endsWith("/status")).map((it) => it.body["status"])).toEqual(["RESOLVED", "OPEN"]));
  expect(await rows()).toHaveLength(3);
});

it("shows a change at once and takes it back when it is refused", async () => {
  const server = await show("/inbox/ana?view=all", shop());
  server.on("PUT", /\/status$/, () => problem(409, "busy", "Somebody else was faster."));
  await composer();
  press("e");

  expect(await screen.findByText("Somebody else was faster.")).toBeVisible();
  await waitFor(async () => expect(await rows()).toHaveLength(3));
  expect(screen.getByRole("button", { name: "Resolve" })).toBeVisible();
});

it("takes a message that was not delivered back into the composer", async () => {
  const world = shop();
  const failure = { code: "40064", reason: "TikTok refused a word in it." };
  world.messages.set("ana", [aMessage({ id: "refused", conversationId: "ana", direction: "OUTBOUND", status: "FAILED", text: "Add me on WeChat", failure, sentAt: ago(1) })]);
  await show("/inbox/ana?view=all", world);
  fireEvent.click(await screen.findByText("TikTok's code 40064"));
  expect(screen.getByText("TikTok refused a word in it.")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Edit and send" }));

  expect((await composer()).value).toBe("Add me on WeChat");
});

it("says that a customer who never wrote cannot be written to", async () => {
  const world = shop();
  world.conversations[0] = { ...ana, window: { expiresAt: null, remaining: 0, limit: 10, afterwards: 0 } };
  await show("/inbox/ana?view=all", world);

  expect(await screen.findByText("The customer has not written yet")).toBeVisible();
});

describe("a message that was not sent", () => {
  const failed = (id: string, text: string) =>
    aMessage({ id, conversationId: "cleo", direction: "OUTBOUND", status: "FAILED", text, sentAt: ago(1), author: { kind: "AGENT", id: "agent-me", name: "Mina" }, failure: { code: "40064", reason: "TikTok said no." } });

  it("stands above everything else that is open", async () => {
    const world = shop();
    world.conversations = world.conversations.map((it) => (it.id === "cleo" ? { ...it, sendTrouble: true } : it));
    await show("/inbox?view=all", world);

    await waitFor(async () => expect((await rows())[0]).toHaveAccessibleName(/Cleo.*a message was not delivered/));
    expect(await rows()).toHaveLength(3);
  });

  it("says why, and what to do", async () => {
    const world = shop();
    world.messages.set("cleo", [failed("m9", "see you")]);
    await show("/inbox/cleo?view=all", world);

    expect(await screen.findByText(/TikTok's rules for direct messages forbid it.* Wait until the customer writes/)).toBeVisible();
    expect(screen.getByText("TikTok's code 40064")).toBeVisible();
  });

  it("is told to its author, who is led there", async () => {
    const world = shop();
    const server = await show("/inbox/ana?view=all", world);
    await screen.findByText("do you ship to Manila?", { selector: ".message-text" });
    world.messages.set("cleo", [failed("m9", "see you")]);
    act(() => server.tell({ type: "message.changed", conversationId: "cleo", message: failed("m9", "see you") }));

    const alert = await screen.findByText("Your message was not sent: see you");
    act(() => server.tell({ type: "message.changed", conversationId: "cleo", message: failed("m9", "see you") }));
    fireEvent.click(within(alert.closest(".toast") as HTMLElement).getByRole("button", { name: "Open" }));
    expect(await screen.findByText("see you", { selector: ".message-text" })).toBeVisible();
    expect(screen.queryByText("Your message was not sent: see you")).not.toBeInTheDocument();
  });
});

describe("a reply that leaves later", () => {
  const write = async (text: string) => fireEvent.change(await composer(), { target: { value: text } });

  it("is held for as long as its author wants, and taken back by Z", async () => {
    const world = shop();
    world.me = aMe({ settings: { locale: "en", undoSeconds: 10 } });
    const server = await show("/inbox/ana?view=all", world);
    await write("Yes, we do.");
    fireEvent.keyDown(await composer(), { key: "Enter" });

    await waitFor(() => expect(screen.getByRole("button", { name: "Undo" })).toBeVisible());
    expect(server.requests.find((it) => it.path.endsWith("/messages") && it.method === "POST")?.body).toMatchObject({ holdSeconds: 10 });
    (document.activeElement as HTMLElement).blur();
    press("z");
    await waitFor(async () => expect((await composer()).value).toBe("Yes, we do."));
    expect(screen.queryByText("Yes, we do.", { selector: ".message-text" })).not.toBeInTheDocument();
  });

  it("says when it leaves, and goes at once when asked to", async () => {
    const world = shop();
    const at = new Date(Date.now() + 3 * hour).toISOString();
    world.messages.get("ana")?.push(aMessage({ id: "later", conversationId: "ana", direction: "OUTBOUND", status: "SCHEDULED", text: "Good night!", sentAt: at, author: { kind: "AGENT", id: "agent-me", name: "Mina" } }));
    const server = await show("/inbox/ana?view=all", world);
    expect(await screen.findByText(/^Leaves /)).toBeVisible();
    fireEvent.click(screen.getByRole("button", { name: "Send now" }));

    await waitFor(() => expect(screen.queryByText(/^Leaves /)).not.toBeInTheDocument());
    expect(server.requests.some((it) => it.path === "/api/conversations/ana/messages/later/now")).toBe(true);
  });

  it("is written against what was said, not against what waits", async () => {
    const world = shop();
    const at = new Date(Date.now() + 3 * hour).toISOString();
    world.messages.get("ana")?.push(aMessage({ id: "later", conversationId: "ana", direction: "OUTBOUND", status: "SCHEDULED", text: "Good night!", sentAt: at }));
    const server = await show("/inbox/ana?view=all", world);
    await screen.findByText("Good night!", { selector: ".message-text" });
    await write("Yes, we do.");
    fireEvent.keyDown(await composer(), { key: "Enter" });

    await waitFor(() => expect(server.requests.find((it) => it.method === "POST" && it.path.endsWith("/messages"))?.body).toMatchObject({ lastSeenMessageId: "m1" }));
  });
});
