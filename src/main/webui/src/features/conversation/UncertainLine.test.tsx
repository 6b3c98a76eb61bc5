import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import type { Message } from "../../api/types";
import { aConversation, aMessage } from "../../testing/builders";
import { problem } from "../../testing/FakeServer";
import { aWorld, show } from "../../testing/show";

const MINUTES_AGO = new Date(Date.now() - 120_000).toISOString();
const uncertain = aMessage({ id: "u", conversationId: "ana", direction: "OUTBOUND", status: "UNCERTAIN", text: "tomorrow", sentAt: MINUTES_AGO });

async function withReply(change: Partial<Message>) {
  const reply = { ...uncertain, ...change };
  const server = await show("/inbox/ana?view=all", aWorld({ conversations: [aConversation({ id: "ana" })], messages: new Map([["ana", [reply]]]) }));
  await screen.findByText("tomorrow");
  return { server, reply };
}

const button = (name: string) => screen.findByRole("button", { name });
const posted = (server: Awaited<ReturnType<typeof show>>, what: string) => server.requests.filter((it) => it.path.endsWith(`/messages/u/${what}`));

it("offers nothing while it is being checked, and everything once the machine has given up", async () => {
  const { server, reply } = await withReply({ beingChecked: true });
  expect(screen.getByText(/Looking whether it arrived/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Send again" })).toBeNull();

  act(() => server.say({ ...reply, beingChecked: false, checkedAt: new Date().toISOString() }));

  expect(await button("Check again")).toBeVisible();
  expect(await button("Send again")).toBeVisible();
  expect(screen.getByText(/did not have it at .*Most likely it did not arrive, but TikTok may list messages late/)).toBeVisible();
});

it("says that TikTok does not have it, and lets it be sent again without another question", async () => {
  const { server } = await withReply({});
  fireEvent.click(await button("Check again"));
  expect(await screen.findByText("TikTok does not have it. You can send it again.")).toBeVisible();
  expect(await screen.findByText(/did not have it at/)).toBeVisible();

  server.on("POST", /\/resend$/, () => ({ status: 200, body: { ...uncertain, status: "QUEUED" } }));
  fireEvent.click(await button("Send again"));

  await waitFor(() => expect(posted(server, "resend")).toHaveLength(1));
});

it("says that it arrived", async () => {
  const { server } = await withReply({ checkedAt: MINUTES_AGO });
  server.on("POST", /\/check$/, () => ({ status: 200, body: { ...uncertain, status: "SENT" } }));
  fireEvent.click(await button("Check again"));

  expect(await screen.findByText("It arrived.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Send again" })).toBeNull();
});

it("says that it will be checked in a moment where TikTok is busy", async () => {
  const { server } = await withReply({});
  server.on("POST", /\/check$/, () => ({ status: 202, body: { ...uncertain, beingChecked: true } }));
  fireEvent.click(await button("Check again"));

  expect(await screen.findByText("TikTok will be asked in a moment.")).toBeVisible();
  expect(screen.getByText(/Looking whether it arrived/)).toBeVisible();
});

it("says for how long TikTok must be left alone", async () => {
  const { server } = await withReply({});
  server.on("POST", /\/check$/, () => ({ ...problem(503, "platform-busy", "A pause."), headers: { "Retry-After": "170" } }));
  fireEvent.click(await button("Check again"));

  expect(await screen.findByText("TikTok asked for a pause. Try again in 3 minutes.")).toBeVisible();
  expect(await button("Check again")).toBeEnabled();
});

it("asks before it is sent again without anybody having looked", async () => {
  const { server } = await withReply({});
  fireEvent.click(await button("Send again"));

  expect(await screen.findByText(/It may arrive twice/)).toBeVisible();
  fireEvent.click(await button("Cancel"));
  expect(posted(server, "resend")).toHaveLength(0);

  server.on("POST", /\/resend$/, () => ({ status: 200, body: { ...uncertain, status: "QUEUED" } }));
  fireEvent.click(await button("Send again"));
  const again = await screen.findAllByRole("button", { name: "Send again" });
  fireEvent.click(again.at(-1) as HTMLElement);
  await waitFor(() => expect(posted(server, "resend")).toHaveLength(1));
});
