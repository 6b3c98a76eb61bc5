import { NOON, aConversation, aMessage, at } from "../testing/builders";
import type { Conversation, ToldConversation } from "../api/types";
import { applyNotice, applyToConversation, applyToThread, withMessage, type LoadedList } from "./applyNotice";

const reader = { me: { id: "agent-me" }, now: NOON };
const told = (it: Conversation): ToldConversation => ({ ...it, unread: null, seenCount: null });
const changed = (it: Conversation) => ({ type: "conversation.changed", conversation: told(it) }) as const;
const list = (items: readonly Conversation[], change: Partial<LoadedList> = {}): LoadedList => ({
  filter: { view: "all", status: "OPEN", sort: "activity" },
  items,
  more: false,
  ...change,
});

const newest = aConversation({ id: "newest", lastActivityAt: at(-1) });
const middle = aConversation({ id: "middle", lastActivityAt: at(-2) });
const oldest = aConversation({ id: "oldest", lastActivityAt: at(-3) });
const ids = (items: readonly { id: string }[]) => items.map((it) => it.id);

describe("a list", () => {
  it("moves a conversation to where the server would put it", () => {
    const after = applyNotice(list([newest, middle, oldest]), changed({ ...oldest, lastActivityAt: at(0) }), reader);

    expect(ids(after)).toEqual(["oldest", "newest", "middle"]);
  });

  it("stays the same when a notice arrives twice", () => {
    const once = applyNotice(list([newest, oldest]), changed(middle), reader);

    expect(applyNotice(list(once), changed(middle), reader)).toEqual(once);
  });

  it("takes in a stranger that belongs here, in its place", () => {
    expect(ids(applyNotice(list([newest, oldest]), changed(middle), reader))).toEqual(["newest", "middle", "oldest"]);
  });

  it("lets go of a conversation that belongs here no more", () => {
    expect(ids(applyNotice(list([newest, middle]), changed({ ...middle, status: "RESOLVED" }), reader))).toEqual(["newest"]);
  });

  it("leaves a stranger below the loaded part to its page", () => {
    expect(ids(applyNotice(list([newest, middle], { more: true }), changed(oldest), reader))).toEqual(["newest", "middle"]);
  });

  it("takes no stranger into the result of a search, which only the server can judge", () => {
    const search = list([newest], { filter: { view: "all", status: "OPEN", sort: "activity", q: "serum" } });

    expect(ids(applyNotice(search, changed(middle), reader))).toEqual(["newest"]);
  });

  it("counts unread from my own mark, which the notice does not know", () => {
    const read = aConversation({ id: "read", inboundCount: 5, handledCount: 1, seenCount: 4, unread: 1 });

    const [after] = applyNotice(list([read]), changed({ ...read, inboundCount: 7 }), reader);

    expect(after).toMatchObject({ seenCount: 4, unread: 3 });
  });

  it("has nothing unread in what a colleague handled or somebody resolved", () => {
    const filter = { view: "all", status: "RESOLVED", sort: "activity" } as const;
    const done = aConversation({ status: "RESOLVED", inboundCount: 9 });

    expect(applyNotice(list([done], { filter }), changed(done), reader)[0]?.unread).toBe(0);
    expect(applyNotice(list([middle]), changed({ ...middle, inboundCount: 9, handledCount: 9 }), reader)[0]?.unread).toBe(0);
  });

  it("never moves my mark backwards", () => {
    const read = aConversation({ id: "read", inboundCount: 5, seenCount: 5, unread: 0 });

    const [after] = applyNotice(list([read]), { type: "conversation.seen", conversationId: "read", inboundCount: 2 }, reader);

    expect(after).toMatchObject({ seenCount: 5, unread: 0 });
  });
});

it("an open conversation hears only of itself", () => {
  expect(applyToConversation(newest, changed(middle))).toBe(newest);
  expect(applyToConversation(newest, changed({ ...newest, assigneeId: "agent-wang" })).assigneeId).toBe("agent-wang");
});

describe("a thread", () => {
  const first = aMessage({ id: "1", sentAt: at(-30) });
  const second = aMessage({ id: "2", sentAt: at(-20) });
  const third = aMessage({ id: "3", sentAt: at(-10) });
  const thread = { conversationId: "conversation", messages: [first, third], more: false };

  it("puts a late message where it belongs", () => {
    const after = applyToThread(thread, { type: "message.changed", conversationId: "conversation", message: second });

    expect(ids(after)).toEqual(["1", "2", "3"]);
  });

  it("shows one bubble for a message and its echo", () => {
    const sending = aMessage({ id: "local", clientToken: "token", sentAt: at(-5) });
    const sent = aMessage({ id: "remote", clientToken: "token", sentAt: at(-4) });

    expect(ids(withMessage({ messages: [first, sending], more: false }, sent))).toEqual(["1", "remote"]);
  });

  it("leaves what is older than the loaded part to its page", () => {
    expect(ids(withMessage({ messages: [second, third], more: true }, first))).toEqual(["2", "3"]);
  });

  it("ignores other conversations", () => {
    expect(applyToThread(thread, { type: "message.changed", conversationId: "other", message: second })).toBe(thread.messages);
  });

  it("lets go of a private reply that turned out to be in the direct messages", () => {
    const reply = aMessage({ id: "reply", conversationId: "c", direction: "OUTBOUND", privately: true });
    const moved = { type: "message.changed", conversationId: "dm", message: { ...reply, conversationId: "dm" } } as const;

    expect(applyToThread({ conversationId: "c", messages: [reply], more: false }, moved)).toEqual([]);
    expect(applyToThread({ conversationId: "dm", messages: [], more: false }, moved)).toEqual([moved.message]);
  });

  it("forgets a removed message, however often it is told", () => {
    const removed = { type: "message.removed", messageId: "1" } as const;
    const once = applyToThread(thread, removed);

    expect(ids(once)).toEqual(["3"]);
    expect(applyToThread({ ...thread, messages: once }, removed)).toEqual(once);
  });

  it("ends the same in whichever order messages arrive", () => {
    const orders = [[first, second, third], [third, second, first], [second, third, first], [third, first, second]];
    const ends = orders.map((order) =>
      order.reduce<readonly typeof first[]>((messages, it) => withMessage({ messages, more: false }, it), []),
    );

    expect(ends.map(ids)).toEqual(orders.map(() => ["1", "2", "3"]));
  });
});
