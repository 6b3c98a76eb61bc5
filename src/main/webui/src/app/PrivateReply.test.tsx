import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { aConversation, aMessage, anAccount, aSystemLine } from "../testing/builders";
import { problem } from "../testing/FakeServer";
import { aWorld, show } from "../testing/show";
import type { PrivateReply } from "../api/types";

const possible: PrivateReply = { allowed: true, reason: null, until: new Date(Date.now() + 7_200_000).toISOString(), textLimit: 6_000, conversationId: null };
const comment = (privateReply: PrivateReply) =>
  aConversation({ id: "comment", surface: "COMMENT", window: null, textLimit: 150, accountId: "official", privateReply });
const dm = aConversation({ id: "dm", accountId: "official" });
const system = (conversationId: string) => aSystemLine({ conversationId });

const shop = (privateReply = possible) =>
  aWorld({
    accounts: [anAccount({ id: "official", market: "VN" })],
    conversations: [comment(privateReply), dm],
    messages: new Map([["comment", [aMessage({ id: "m1", conversationId: "comment", text: "price?" })]]]),
  });

const tab = () => screen.findByRole("tab", { name: "Private message" });
const box = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Private message to the commenter" });
const write = async (text: string) => {
  fireEvent.click(await tab());
  fireEvent.change(await box(), { target: { value: text } });
  fireEvent.keyDown(await box(), { key: "Enter" });
};

it("goes to the commenter alone, and is marked as such until it is known where", async () => {
  const server = await show("/inbox/comment?view=all", shop());

  await write("Here is the price list.");

  expect(await screen.findByText("sent privately")).toBeVisible();
  const posts = server.requests.filter((it) => it.method === "POST" && it.path.includes("/comment/"));
  expect(posts.map((it) => it.path)).toEqual(["/api/conversations/comment/private-replies"]);
  expect(posts[0]?.body).toMatchObject({ text: "Here is the price list.", lastSeenMessageId: "m1" });
});

it("leads to the direct messages once they are known, and from there back", async () => {
  const server = await show("/inbox/comment?view=all", shop());
  await write("Here is the price list.");
  await screen.findByText("sent privately");

  const sent = server.world.messages.get("comment")?.at(-1);
  if (!sent) throw new Error("Nothing was sent.");
  server.say({ ...sent, conversationId: "dm", status: "SENT" });
  server.say(aMessage({ id: "line", conversationId: "comment", direction: "SYSTEM", type: "ANSWERED_PRIVATELY", text: null, system: system("dm") }));
  server.say(aMessage({ id: "back", conversationId: "dm", direction: "SYSTEM", type: "BEGAN_WITH_COMMENT", text: null, system: system("comment") }));

  await waitFor(() => expect(screen.queryByText("sent privately")).not.toBeInTheDocument());
  fireEvent.click(await screen.findByRole("link", { name: "Open the direct messages" }));
  expect(await screen.findByText("Began with a comment")).toBeVisible();
  expect(screen.getByRole("link", { name: "Open the comment" })).toHaveAttribute("href", "/inbox/comment?view=all");
});

it("stays private when a colleague was faster and it is sent anyway", async () => {
  const server = await show("/inbox/comment?view=all", shop());
  const newer = aMessage({ conversationId: "comment", direction: "OUTBOUND", text: "Ten.", author: { kind: "AGENT", id: "agent-wang", name: "Wang" } });
  server.on("POST", /\/private-replies$/, (_, __, body) =>
    body["confirm"] ? { status: 201, body: aMessage({ conversationId: "comment", direction: "OUTBOUND", privately: true, text: String(body["text"]) }) } : problem(409, "newer-reply", "Read it first.", { messages: [newer] }),
  );

  await write("Here is the price list.");
  fireEvent.click(await screen.findByRole("button", { name: "Send anyway" }));

  expect(await screen.findByText("sent privately")).toBeVisible();
  expect(server.requests.filter((it) => it.method === "POST" && it.path.endsWith("/messages"))).toEqual([]);
});

it.each([
  ["TOO_OLD", /more than two days old/],
  ["MARKET", /registered in Vietnam, Indonesia and Thailand/],
  ["IN_CONTACT", /in the last 24 hours/],
] as const)("says why it is not possible: %s", async (reason, words) => {
  await show("/inbox/comment?view=all", shop({ ...possible, allowed: false, reason }));

  fireEvent.click(await tab());

  expect(await screen.findByText(words)).toBeVisible();
  expect(screen.queryByRole("textbox", { name: "Private message to the commenter" })).not.toBeInTheDocument();
  fireEvent.click(screen.getByRole("button", { name: "Answer in public" }));
  expect(await screen.findByRole("textbox", { name: "Reply" })).toBeVisible();
});

it("leads an admin to where it is switched on", async () => {
  await show("/inbox/comment?view=all", shop({ ...possible, allowed: false, reason: "SWITCHED_OFF" }));

  fireEvent.click(await tab());

  expect(await screen.findByRole("link", { name: "To the account's page" })).toHaveAttribute("href", "/health/official");
});

it("hears from the stream that it is not possible any more", async () => {
  const server = await show("/inbox/comment?view=all", shop());
  fireEvent.click(await tab());
  await box();

  server.change("comment", { privateReply: { ...possible, allowed: false, reason: "ALREADY_ANSWERED", conversationId: "dm" } });

  expect(await screen.findByRole("button", { name: "Open the direct messages" })).toBeVisible();
});

it("is not offered in direct messages", async () => {
  await show("/inbox/dm?view=all", shop());

  const tabs = within(await screen.findByRole("tablist", { name: "What to write" })).getAllByRole("tab");
  expect(tabs.map((it) => it.textContent)).toEqual(["Reply", "Note"]);
});
