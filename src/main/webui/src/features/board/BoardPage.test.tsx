import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { aConversation, aDuty, aMe } from "../../testing/builders";
import { aWorld, show } from "../../testing/show";

const soon = { expiresAt: new Date(Date.now() + 3_600_000).toISOString(), remaining: 4, limit: 10, afterwards: 0 };
const shop = () =>
  aWorld({
    conversations: [
      aConversation({ id: "a", accountId: "account-official", window: soon, waitingSince: new Date(Date.now() - 7_200_000).toISOString() }),
      aConversation({ id: "b", accountId: "account-official", assigneeId: "agent-wang" }),
      aConversation({ id: "c", accountId: "account-official", assigneeId: "agent-wang", unread: 0 }),
    ],
    duties: [aDuty({ agentId: "agent-me", name: "Mina", duty: "OFF" }), aDuty({ agentId: "agent-wang", name: "Wang", openCount: 2, capacity: 2 })],
  });
const row = (name: RegExp) => screen.findByRole("row", { name });
const pick = async (name: RegExp, item: string | RegExp) => {
  fireEvent.keyDown(within(await row(name)).getByRole("button", { name: /actions/ }), { key: "Enter" });
  fireEvent.click(await screen.findByRole(typeof item === "string" ? "menuitem" : "menuitemradio", { name: item }));
};

it("shows who waits and who is there", async () => {
  await show("/board", shop());

  expect(await row(/Wang/)).toHaveTextContent("On duty");
  expect(await row(/Wang/)).toHaveTextContent("2/2");
  expect(await row(/Mina/)).toHaveTextContent("Off duty");
  expect(screen.getByText("Waiting longest").closest("div")).toHaveTextContent("2 hours");
  expect(screen.getByText("Window closes < 2 h").closest("div")).toHaveTextContent("1");
});

it("names the number before it moves anything", async () => {
  const server = await show("/board", shop());

  await pick(/Wang/, "Move conversations…");
  const dialog = await screen.findByRole("dialog", { name: "Move the conversations of Wang" });
  expect(within(dialog).getByText(/2 conversations change hands at once/)).toBeVisible();
  fireEvent.click(within(dialog).getByRole("switch", { name: "Only those that wait for an answer" }));
  fireEvent.change(within(dialog).getByLabelText("To"), { target: { value: "agent:agent-me" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Move 1 conversation" }));

  expect(await screen.findByText("1 conversation moved")).toBeVisible();
  expect(server.requests.find((it) => it.path === "/api/routing/rebalancing")?.body).toEqual({
    store: "store-1", from: "agent-wang", agentId: "agent-me", unansweredOnly: true,
  });
});

it("pauses an account and sets somebody's duty", async () => {
  const server = await show("/board", shop());

  fireEvent.click(await screen.findByRole("switch", { name: "@brand_ph: conversations are given away by themselves" }));
  expect(await screen.findByText(/Paused by Mina/)).toBeVisible();
  await pick(/Wang/, /Off duty/);
  await waitFor(() => expect(server.requests.find((it) => it.path === "/api/agents/agent-wang/duty")?.body).toEqual({ duty: "OFF" }));
});

it("is counted anew when something happens", async () => {
  const server = await show("/board", shop());
  await row(/Wang/);
  const asked = () => server.requests.filter((it) => it.path.startsWith("/api/routing/board")).length;
  const before = asked();

  for (let i = 0; i < 20; i++) server.change("a", { preview: `${i}` });

  await waitFor(() => expect(asked()).toBe(before + 1), { timeout: 4_000 });
});

it("is not for agents", async () => {
  const server = await show("/board", { ...shop(), me: aMe({ role: "AGENT" }) });

  await waitFor(() => expect(screen.queryByRole("heading", { name: "Board" })).not.toBeInTheDocument());
  expect(server.requests.some((it) => it.path.startsWith("/api/routing/board"))).toBe(false);
});
