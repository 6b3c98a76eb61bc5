import { QueryClient, QueryObserver } from "@tanstack/react-query";
import type { ConversationFilter } from "../api/conversationFilter";
import { accountsOf, conversation as conversationQuery, conversationsIn, messagesIn, myself } from "../api/queries";
import type { Conversation } from "../api/types";
import { aConversation, aMe, aMessage, anAccount, at, NOON } from "../testing/builders";
import { LiveCache } from "./LiveCache";
import type { NumberedNotice } from "./Notice";

const ALL: ConversationFilter = { view: "all", status: "OPEN", sort: "activity" };
const MINE: ConversationFilter = { ...ALL, view: "mine" };

function cache(...items: Conversation[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(myself.queryKey, aMe());
  const list = (filter: ConversationFilter, holding: readonly Conversation[]) =>
    client.setQueryData(conversationsIn(filter).queryKey, { pages: [{ items: holding, next: null, asOf: { "store-1": 10 } }], pageParams: [null] });
  list(ALL, items);
  list(MINE, []);
  const shown = (filter = ALL) => client.getQueryData(conversationsIn(filter).queryKey)?.pages.flatMap((it) => it.items) ?? [];
  return { client, subject: new LiveCache(client, () => NOON), shown };
}

const changed = (seq: number, conversation: Conversation): NumberedNotice => ({
  seq,
  store: conversation.storeId,
  type: "conversation.changed",
  conversation: { ...conversation, unread: null, seenCount: null },
});

it("tells whoever looks once, however much arrives together", () => {
  const ana = aConversation({ id: "ana" });
  const { client, subject, shown } = cache(ana);
  const told: unknown[] = [];
  client.getQueryCache().subscribe((event) => event.type === "updated" && event.query.queryKey[1] === ALL && told.push(event));
  subject.apply(Array.from({ length: 100 }, (_, index) => changed(11 + index, { ...ana, preview: `message ${index}` })));

  expect(shown()[0]?.preview).toBe("message 99");
  expect(told).toHaveLength(1);
});

it("does not let old news undo an answer that is newer", () => {
  const ana = aConversation({ id: "ana", preview: "new" });
  const { subject, shown } = cache(ana);
  subject.apply([changed(9, { ...ana, preview: "old" })]);

  expect(shown()[0]?.preview).toBe("new");
});

it("knows what I have read when a conversation moves to a list that did not hold it", () => {
  const ana = aConversation({ id: "ana", inboundCount: 5, seenCount: 5, handledCount: 0, unread: 0 });
  const { subject, shown } = cache(ana);
  subject.apply([changed(11, { ...ana, assigneeId: "agent-me", lastActivityAt: at(0) })]);

  expect(shown(MINE)).toMatchObject([{ id: "ana", unread: 0 }]);
});

it("forgets what belongs to a store that was taken from me", () => {
  const ana = aConversation({ id: "ana" });
  const foreign = aConversation({ id: "foreign", storeId: "store-2" });
  const { client, subject, shown } = cache(ana, foreign);
  client.setQueryData(conversationQuery("foreign").queryKey, foreign);
  client.setQueryData(messagesIn("foreign").queryKey, { pages: [{ items: [aMessage()], next: null }], pageParams: [null] });
  subject.seeOnly(new Set(["store-1"]));

  expect(shown().map((it) => it.id)).toEqual(["ana"]);
  expect(client.getQueryData(conversationQuery("foreign").queryKey)).toBeUndefined();
  expect(client.getQueryData(messagesIn("foreign").queryKey)).toBeUndefined();
});

it("asks the search again when something changes that it does not show", async () => {
  vi.useFakeTimers();
  const ana = aConversation({ id: "ana" });
  const { client, subject } = cache(ana);
  let asked = 0;
  const look = (q: string, items: Conversation[]) =>
    new QueryObserver(client, {
      queryKey: conversationsIn({ ...ALL, q }).queryKey as unknown as string[],
      initialData: { pages: [{ items, next: null, asOf: { "store-1": 10 } }], pageParams: [null] },
      queryFn: () => ((asked += 1), { pages: [{ items, next: null, asOf: { "store-1": 12 } }], pageParams: [null] }),
      staleTime: Infinity,
    }).subscribe(() => {});
  const end = look("pan", [ana]);

  subject.apply([changed(11, { ...ana, preview: "known" })]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toBe(0);

  subject.apply([changed(12, aConversation({ id: "new" })), changed(13, aConversation({ id: "newer" }))]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toBe(1);
  end();
  vi.useRealTimers();
});

describe("accounts", () => {
  const connected = anAccount({ id: "one", storeId: "store-1", state: "CONNECTED" });
  const cut = { ...connected, state: "NEEDS_RECONNECT" as const };
  const { queryKey } = accountsOf("store-1");
  const answered = (client: QueryClient, seq: number) => client.setQueryData(queryKey, { items: [connected], next: null, asOf: { "store-1": seq } });

  it("are asked for again when the stream begins after the answer", () => {
    const { client, subject } = cache();
    answered(client, 10);
    subject.hello("store-1", 11);

    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
  });

  it("are left alone when the answer is as new as the stream", () => {
    const { client, subject } = cache();
    answered(client, 11);
    subject.hello("store-1", 11);

    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(false);
  });

  it("are what was told while an older answer was on its way", async () => {
    const { client, subject } = cache();
    const end = subject.watch();
    subject.apply([{ seq: 12, store: "store-1", type: "account.changed", account: cut }]);
    await client.fetchQuery({ queryKey, queryFn: () => ({ items: [connected], next: null, asOf: { "store-1": 11 } }) });

    expect(client.getQueryData<{ items: unknown[] }>(queryKey)?.items).toEqual([cut]);
    end();
  });
});
