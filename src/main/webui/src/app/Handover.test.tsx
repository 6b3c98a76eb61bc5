import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { aConversation, aMe, aMessage, aSystemLine, STORE } from "../testing/builders";
import { aWorld, show } from "../testing/show";

const mine = aConversation({ id: "ana", assigneeId: "agent-me", accountId: "account-official", participants: ["agent-wang"] });
const line = (system: Parameters<typeof aSystemLine>[0], id = "line") =>
  aMessage({ id, conversationId: "ana", direction: "SYSTEM", type: "ASSIGNED", text: null, author: { kind: "SYSTEM", id: null, name: null }, system: aSystemLine(system) });
const shop = (lines = [line({ assigneeId: "agent-me", by: "agent-wang", automatic: false, transferId: "t" })], conversation = mine) =>
  aWorld({ teams: [{ id: "returns", storeId: STORE.id, name: "Returns", members: [] }], conversations: [conversation], messages: new Map([["ana", [aMessage({ conversationId: "ana" }), ...lines]]]) });

it("hands over to a team with a note", async () => {
  const server = await show("/inbox/ana", shop());
  await screen.findByText(/Wang assigned this to you/);

  fireEvent.keyDown(document.body, { key: "A", shiftKey: true });
  const dialog = await screen.findByRole("dialog", { name: "Hand over to…" });
  expect(within(dialog).getByRole("button", { name: "Hand over" })).toBeDisabled();
  fireEvent.click(await within(dialog).findByRole("radio", { name: /Returns/ }));
  fireEvent.change(within(dialog).getByLabelText("Note"), { target: { value: " Wants a refund. " } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Hand over" }));

  expect(await screen.findByText("Handed to Returns")).toBeVisible();
  expect(server.requests.find((it) => it.path.endsWith("/transfer"))?.body).toEqual({ teamId: "returns", note: "Wants a refund." });
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

it("asks for a note first where the store wants one, whichever way somebody picks a colleague", async () => {
  const server = await show("/inbox/ana", { ...shop(), me: aMe({ stores: [{ ...STORE, transferNoteRequired: true }] }) });
  await screen.findByText(/Wang assigned this to you/);

  fireEvent.keyDown(document.body, { key: "a" });
  fireEvent.click(await screen.findByRole("menuitem", { name: /^Wang|Wang/ }));
  const dialog = await screen.findByRole("dialog", { name: "Hand over to…" });
  expect(within(dialog).getByRole("radio", { name: /Wang/ })).toBeChecked();
  expect(within(dialog).getByRole("button", { name: "Hand over" })).toBeDisabled();
  fireEvent.change(within(dialog).getByLabelText("Note"), { target: { value: "Speaks Thai" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Hand over" }));

  await waitFor(() => expect(server.requests.find((it) => it.path.endsWith("/transfer"))?.body).toEqual({ agentId: "agent-wang", note: "Speaks Thai" }));
  expect(server.requests.some((it) => it.path.endsWith("/assignee"))).toBe(false);
});

it("hands back what it was handed, and says why", async () => {
  const server = await show("/inbox/ana", shop());

  fireEvent.click(await screen.findByRole("button", { name: "Hand back" }));
  const dialog = await screen.findByRole("dialog", { name: "Hand it back?" });
  fireEvent.change(within(dialog).getByLabelText("Why"), { target: { value: "In a call" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Hand back" }));

  expect(await screen.findByText("Handed back")).toBeVisible();
  expect(server.requests.find((it) => it.path.endsWith("/refusal"))?.body).toEqual({ reason: "In a call" });
});

it("says in one line why routing chose somebody, and the rest on a click", async () => {
  await show("/inbox/ana", shop([line({ assigneeId: "agent-wang", reasons: ["LAST_SERVED", "SPEAKS_LANGUAGE"] }), line({ by: "agent-wang", automatic: false, refusal: "In a call" }, "back")]));

  expect(await screen.findByText(/Wang handed it back: In a call/)).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Tributary: to Wang: served this customer last, speaks their language" }));

  const dialog = await screen.findByRole("dialog", { name: "How this was given" });
  expect(await within(dialog).findByText(/at capacity 18\/18/)).toBeInTheDocument();
});

it("names the language that an agent was chosen for, once it is known", async () => {
  await show("/inbox/ana", shop([line({ assigneeId: "agent-wang", reasons: ["SPEAKS_LANGUAGE"] })], { ...mine, language: "th" }));

  expect(await screen.findByRole("button", { name: "Tributary: to Wang: speaks Thai" })).toBeVisible();
});

it("does not offer to undo what would need a note", async () => {
  await show("/inbox/ana", { ...shop([], { ...mine, assigneeId: "agent-wang" }), me: aMe({ stores: [{ ...STORE, transferNoteRequired: true }] }) });
  await screen.findAllByText("Ana");

  fireEvent.keyDown(document.body, { key: "i" });

  expect(await screen.findByText("Assigned to you.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
});

it("says why nobody has it", async () => {
  await show("/inbox/ana?view=all", shop([], { ...mine, assigneeId: null }));

  expect(await screen.findByText(/Waits: Lin Yue: at capacity 18\/18 · Wang Lei: not connected since .* · 2 more/)).toBeVisible();
});

it("asks once more why nobody has it when something happened, and then no more", async () => {
  const server = await show("/inbox/ana?view=all", shop([], { ...mine, assigneeId: null }));
  await screen.findByText(/Waits: Lin Yue/);
  const asked = () => server.requests.filter((it) => it.path === "/api/conversations/ana/routing").length;
  const before = asked();

  act(() => void server.change("ana", { preview: "hello?" }));

  await waitFor(() => expect(asked()).toBe(before + 1));
  await act(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(asked()).toBe(before + 1);
});

it("shows who takes part, and lets somebody join and leave", async () => {
  const server = await show("/inbox/ana?view=all", shop([], { ...mine, assigneeId: "agent-li" }));
  expect(await screen.findByText("Also here: Wang")).toBeInTheDocument();

  fireEvent.keyDown(document.body, { key: "a" });
  fireEvent.click(await screen.findByRole("menuitem", { name: "Take part" }));

  expect(await screen.findByText(/You take part/)).toBeVisible();
  expect(await screen.findByText("Also here: Mina, Wang")).toBeInTheDocument();
  expect(server.requests.filter((it) => it.method === "PUT" && it.path.endsWith("/participants/me"))).toHaveLength(1);
});
