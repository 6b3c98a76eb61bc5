import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { aConversation, aMessage } from "../testing/builders";
import { aWorld, show } from "../testing/show";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const ana = aConversation({ id: "ana", lastActivityAt: ago(1), window: { expiresAt: soon(5), remaining: 4, limit: 10, afterwards: 0 } });
const card = { style: "BUTTONS" as const, title: "What do you need?", buttons: [{ id: "b1", title: "Track order" }] };

const shop = () =>
  aWorld({
    conversations: [{ ...ana }, { ...aConversation({ id: "comment", surface: "COMMENT", window: null }) }],
    messages: new Map([
      [
        "ana",
        [
          aMessage({ id: "card", conversationId: "ana", direction: "OUTBOUND", type: "TEMPLATE", text: card.title, template: card, sentAt: ago(9) }),
          aMessage({ id: "tap", conversationId: "ana", text: "Track order", tapped: { buttonId: "b1", title: "Track order" }, quotedId: "card", sentAt: ago(8) }),
          aMessage({ id: "m1", conversationId: "ana", text: "do you ship to Manila?", sentAt: ago(1) }),
        ],
      ],
      ["comment", [aMessage({ id: "c1", conversationId: "comment", remoteId: "root", text: "price?", comment: { visibility: "PUBLIC", deleted: false, highIntent: false, parentRemoteId: null } })]],
    ]),
  });

const open = (id = "ana") => show(`/inbox/${id}?view=all`, shop());
const composer = () => screen.findByPlaceholderText<HTMLTextAreaElement>(/^Reply as/);
const add = async (item: string) => {
  await composer();
  fireEvent.keyDown(screen.getByLabelText("Add to the reply"), { key: "Enter" });
  fireEvent.click(await screen.findByText(item));
};
const send = () => screen.getByText("Send", { selector: "button" });
const bodies = (server: Awaited<ReturnType<typeof show>>) => server.requests.filter((it) => it.method === "POST" && it.path.endsWith("/messages")).map((it) => it.body);
const bubble = (id: string) => document.querySelector<HTMLElement>(`[data-message="${id}"]`) ?? document.body;
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe("a card", () => {
  it("is sent once it fits, and says live why it does not", async () => {
    const server = await open();
    await add("Card with buttons");

    expect(screen.getByText("Write the question.")).toBeVisible();
    expect(send()).toBeDisabled();
    fill("Question", "What do you need?");
    fill("Answer 1", "x".repeat(21));
    expect(screen.getByText("An answer is too long.")).toBeVisible();
    expect(screen.getByText("21 / 20")).toBeVisible();
    fill("Answer 1", "Track order");
    fireEvent.click(screen.getByText("Add an answer"));
    fill("Answer 2", "Human");
    fireEvent.click(send());

    await waitFor(() => expect(bodies(server)).toHaveLength(1));
    expect(bodies(server)[0]).toMatchObject({
      type: "TEMPLATE",
      template: { style: "BUTTONS", title: "What do you need?", buttons: [{ title: "Track order" }, { title: "Human" }] },
    });
    expect(bodies(server)[0]).not.toHaveProperty("text");
    expect(screen.queryByLabelText("Question")).toBeNull();
  });

  it("goes out before the words beside it", async () => {
    const server = await open();
    fireEvent.change(await composer(), { target: { value: "Choose one:" } });
    await add("Card with buttons");
    fill("Question", "What do you need?");
    fill("Answer 1", "Track order");
    fireEvent.click(send());

    await waitFor(() => expect(bodies(server).map((it) => it["type"])).toEqual(["TEMPLATE", "TEXT"]));
    expect(bodies(server)[0]?.["clientToken"]).not.toBe(bodies(server)[1]?.["clientToken"]);
  });

  it("is kept while somebody looks at another conversation", async () => {
    await open();
    await add("Card with buttons");
    fill("Question", "What do you need?");

    expect(Object.keys(sessionStorage).some((key) => sessionStorage.getItem(key)?.includes("What do you need?"))).toBe(true);
  });
});

it("shares one of the account's posts", async () => {
  const server = await open();
  await add("Post of this account");
  const dialog = await screen.findByRole("dialog", { name: "Share a post", hidden: true });
  fireEvent.click(await within(dialog).findByText("Rose serum, before and after four weeks"));
  fireEvent.click(send());

  await waitFor(() => expect(bodies(server)).toEqual([expect.objectContaining({ type: "SHARE_POST", postId: "7302" })]));
});

it("says why comments take words only", async () => {
  await open("comment");
  await composer();
  fireEvent.keyDown(screen.getByRole("button", { name: "Add to the reply" }), { key: "Enter" });

  const items = await screen.findAllByRole("menuitem");
  expect(items).toHaveLength(3);
  for (const it of items) {
    expect(it).toHaveAttribute("aria-disabled", "true");
    expect(it).toHaveTextContent("Comments take words only");
  }
});

it("says which button of which card was tapped, and leads there", async () => {
  await open();
  const quoted = await screen.findByRole("button", { name: "What do you need?" });
  expect(bubble("tap")).toHaveTextContent("Tapped Track order");
  fireEvent.click(quoted);

  expect(document.activeElement).toHaveAttribute("data-message", "card");
});

describe("quoting", () => {
  const quote = async (id: string) => {
    await screen.findAllByRole("button", { name: "Reply to this message" });
    fireEvent.click(within(bubble(id)).getByRole("button", { name: "Reply to this message" }));
  };

  it("is shown above the words and sent with them", async () => {
    const server = await open();
    await quote("m1");
    expect(document.activeElement).toBe(await composer());
    expect(screen.getByRole("img", { name: "In reply to" })).toBeVisible();
    fireEvent.change(await composer(), { target: { value: "Yes" } });
    fireEvent.click(send());

    await waitFor(() => expect(bodies(server)).toEqual([expect.objectContaining({ text: "Yes", quotedId: "m1" })]));
    expect(screen.queryByRole("img", { name: "In reply to" })).toBeNull();
  });

  it("can be taken away again", async () => {
    const server = await open();
    await quote("m1");
    fireEvent.click(screen.getByRole("button", { name: "Do not quote it" }));
    fireEvent.change(await composer(), { target: { value: "Yes" } });
    fireEvent.click(send());

    await waitFor(() => expect(bodies(server)).toHaveLength(1));
    expect(bodies(server)[0]).not.toHaveProperty("quotedId");
  });

  it("is not offered for cards", async () => {
    await open();

    expect(await screen.findAllByRole("button", { name: "Reply to this message" })).toHaveLength(2);
    expect(bubble("card").querySelector(".message-quote")).toBeNull();
  });
});
