import type { ConversationFilter } from "../api/conversationFilter";
import { NOON, aConversation, at } from "../testing/builders";
import { inOrder, matches } from "./matches";

const me = { id: "agent-me" };
const filter = (change: Partial<ConversationFilter>): ConversationFilter => ({ view: "all", status: "OPEN", sort: "activity", ...change });
const fits = (change: Partial<ConversationFilter>, conversation: Parameters<typeof aConversation>[0]) =>
  matches(filter(change), aConversation(conversation), me, NOON);

it("tells mine, nobody's and everybody's apart", () => {
  expect(fits({ view: "mine" }, { assigneeId: "agent-me" })).toBe(true);
  expect(fits({ view: "mine" }, { assigneeId: "agent-wang" })).toBe(false);
  expect(fits({ view: "unassigned" }, { assigneeId: null })).toBe(true);
  expect(fits({ view: "unassigned" }, { assigneeId: "agent-me" })).toBe(false);
  expect(fits({ view: "all" }, { assigneeId: "agent-wang" })).toBe(true);
});

it("tells what I take part in from what I look after", () => {
  expect(fits({ view: "participating" }, { participants: ["agent-me"], assigneeId: "agent-wang" })).toBe(true);
  expect(fits({ view: "participating" }, { participants: ["agent-me"], assigneeId: null })).toBe(true);
  expect(fits({ view: "participating" }, { participants: ["agent-me"], assigneeId: "agent-me" })).toBe(false);
  expect(fits({ view: "participating" }, { participants: ["agent-wang"], assigneeId: null })).toBe(false);
});

it("keeps to the status, account, store and kind that were asked for", () => {
  expect(fits({ status: "SNOOZED" }, { status: "OPEN" })).toBe(false);
  expect(fits({ account: "a" }, { accountId: "b" })).toBe(false);
  expect(fits({ store: "a" }, { storeId: "b" })).toBe(false);
  expect(fits({ surface: "COMMENT" }, { surface: "DM" })).toBe(false);
});

it("calls a window expiring below two hours, and not after its end", () => {
  const ending = (minutes: number) => fits({ view: "expiring" }, { window: { expiresAt: at(minutes), remaining: 1, limit: 10, afterwards: 0 } });

  expect(ending(119)).toBe(true);
  expect(ending(120)).toBe(false);
  expect(ending(0)).toBe(false);
  expect(fits({ view: "expiring" }, { window: null })).toBe(false);
});

it("orders by id what happened in the same millisecond, so that pages never disagree", () => {
  const same = ["a", "c", "b"].map((id) => aConversation({ id, lastActivityAt: at(0) }));

  expect(same.toSorted(inOrder("activity")).map((it) => it.id)).toEqual(["c", "b", "a"]);
});

it("serves who has waited longest for an answer first, and after them who waits for none", () => {
  const answered = aConversation({ id: "answered", lastInboundAt: at(-90), waitingSince: null });
  const wroteAgain = aConversation({ id: "wrote again", lastInboundAt: at(-1), waitingSince: at(-60) });
  const wroteOnce = aConversation({ id: "wrote once", lastInboundAt: at(-30), waitingSince: at(-30) });

  expect([answered, wroteOnce, wroteAgain].toSorted(inOrder("waiting")).map((it) => it.id)).toEqual(["wrote again", "wrote once", "answered"]);
});

it("puts what has no window after everything that has one", () => {
  const comment = aConversation({ id: "comment", window: null });
  const message = aConversation({ id: "message" });

  expect([comment, message].toSorted(inOrder("window")).map((it) => it.id)).toEqual(["message", "comment"]);
});
