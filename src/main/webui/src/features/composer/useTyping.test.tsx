import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { aConversation, aMe, STORE } from "../../testing/builders";
import { aWorld, show } from "../../testing/show";

afterEach(() => void vi.useRealTimers());

async function typeIn(shown: boolean, box = "Reply", surface: "DM" | "COMMENT" = "DM") {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  const window = surface === "DM" ? { expiresAt: new Date(Date.now() + 3_600_000).toISOString(), remaining: 4, limit: 10, afterwards: 0 } : null;
  const world = aWorld({ me: aMe({ stores: [{ ...STORE, showTyping: shown }] }), conversations: [aConversation({ id: "ana", surface, window })] });
  const server = await show("/inbox/ana?view=all", world);
  await screen.findByRole("textbox", { name: "Reply" });
  if (box === "Note") fireEvent.click(screen.getByRole("tab", { name: box }));
  const field = await screen.findByRole("textbox", { name: box });
  const type = (text: string) => fireEvent.change(field, { target: { value: text } });
  const told = () => server.requests.filter((it) => it.method === "POST" && it.path === "/api/conversations/ana/typing").length;
  return { type, told };
}

it("tells that somebody types, every four seconds", async () => {
  const { type, told } = await typeIn(true);
  type("Y");
  type("Ye");
  await waitFor(() => expect(told()).toBe(1));

  vi.setSystemTime(Date.now() + 3_900);
  type("Yes");
  expect(told()).toBe(1);
  vi.setSystemTime(Date.now() + 200);
  type("Yes,");
  await waitFor(() => expect(told()).toBe(2));
  vi.setSystemTime(Date.now() + 5_000);
  type("");
  expect(told()).toBe(2);
});

it.each([
  ["in a store that does not show it", false, "Reply", "DM"],
  ["in a note", true, "Note", "DM"],
  ["under a comment", true, "Reply", "COMMENT"],
] as const)("tells nothing %s", async (_, shown, box, surface) => {
  const { type, told } = await typeIn(shown, box, surface);
  type("Yes");
  expect(told()).toBe(0);
});
