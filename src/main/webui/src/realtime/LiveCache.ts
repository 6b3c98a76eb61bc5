import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { ACCOUNTS, conversation as conversationQuery, CONVERSATION, COUNTS, DUTIES, LISTS, myself, THREAD } from "../api/queries";
import type { ConversationFilter } from "../api/conversationFilter";
import type { Account, AsOf, Conversation, Duty, Message, Page } from "../api/types";
import { applyNotice, applyToConversation, applyToThread, seen } from "./applyNotice";
import type { Notice, NumberedNotice } from "./Notice";
import { itemsOf, messagesOf, onPages, onThreadPages, type Pages } from "./pages";

/** Enough for every answer that can be on its way while notices arrive. */
const REMEMBERED = 500;
const COUNTS_WAIT = 800;
const STRANGERS_WAIT = 250;
const STRANGERS_AT_ONCE = 10;

/**
 * Keeps what was fetched true: applies every notice to every list and thread in the query cache.
 *
 * An answer may be older than notices that were applied before it arrived. It says which number it is true at, so the
 * notices after that number are applied again on top of it.
 */
export class LiveCache {
  private readonly recent: NumberedNotice[] = [];
  private readonly strangers = new Set<string>();
  private countsTimer: ReturnType<typeof setTimeout> | undefined;
  private strangersTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: QueryClient,
    private readonly now: () => number,
  ) {}

  /** Watches for answers; returns what ends the watch. */
  watch(): () => void {
    const unsubscribe = this.client.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "success" || event.action.manual) return;
      const asOf = asOfOf(event.query.state.data);
      if (asOf) this.catchUp(event.query.queryKey, asOf);
    });
    return () => {
      unsubscribe();
      clearTimeout(this.countsTimer);
      clearTimeout(this.strangersTimer);
    };
  }

  apply(notice: NumberedNotice): void {
    this.recent.push(notice);
    if (this.recent.length > REMEMBERED) this.recent.shift();
    if (notice.type === "conversation.changed" && !this.isKnown(notice.conversation.id)) {
      this.learn(notice.conversation.id);
    }
    for (const query of this.client.getQueryCache().getAll()) this.applyTo(query.queryKey, notice);
    if (notice.type === "conversation.changed" || notice.type === "conversation.seen") this.recount();
  }

  /** What the answer to a call of mine says is true now; the stream will say so too, a moment later. */
  told(notice: Notice): void {
    for (const query of this.client.getQueryCache().getAll()) this.applyTo(query.queryKey, notice);
    this.recount();
  }

  /** The stream stands at this number. What was fetched at an earlier one may have missed something. */
  hello(store: string, seq: number): void {
    for (const query of this.client.getQueryCache().getAll()) {
      const asOf = asOfOf(query.state.data)?.[store];
      if (asOf !== undefined && asOf < seq) void this.client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }
  }

  reset(): void {
    this.recent.length = 0;
    void this.client.invalidateQueries({ predicate: (it) => it.queryKey[0] !== myself.queryKey[0] });
  }

  private catchUp(key: QueryKey, asOf: AsOf): void {
    for (const notice of this.recent) {
      if (notice.seq > (asOf[notice.store] ?? Number.POSITIVE_INFINITY)) this.applyTo(key, notice);
    }
  }

  private applyTo(key: QueryKey, notice: Notice): void {
    switch (key[0]) {
      case LISTS:
        return this.toList(key, notice);
      case CONVERSATION:
        this.client.setQueryData<Conversation>(key, (it) => it && applyToConversation(it, notice));
        return;
      case THREAD:
        this.client.setQueryData<Pages<Message>>(key, (it) => {
          if (!it) return it;
          const messages = messagesOf(it.pages);
          const more = it.pages.at(-1)?.next != null;
          const after = applyToThread({ conversationId: String(key[1]), messages, more }, notice);
          return after === messages ? it : onThreadPages(it, after);
        });
        return;
      case ACCOUNTS:
        if (notice.type === "account.changed" && notice.account.storeId === key[1]) {
          this.client.setQueryData<Page<Account>>(key, (it) => it && withItem(it, notice.account, (a) => a.id));
        }
        return;
      case DUTIES:
        if (notice.type === "duty.changed") {
          this.client.setQueryData<Page<Duty>>(key, (it) => it && withItem(it, notice.duty, (a) => a.agentId));
        }
        return;
      case "duty":
        if (notice.type === "duty.changed") {
          this.client.setQueryData<Duty>(key, (it) => (it?.agentId === notice.duty.agentId ? notice.duty : it));
        }
    }
  }

  private toList(key: QueryKey, notice: Notice): void {
    const me = this.client.getQueryData(myself.queryKey);
    if (!me) return;
    this.client.setQueryData<Pages<Conversation>>(key, (it) => {
      if (!it) return it;
      const items = itemsOf(it.pages);
      const more = it.pages.at(-1)?.next != null;
      const filter = key[1] as ConversationFilter;
      const after = applyNotice({ filter, items, more }, notice, { me, now: this.now() });
      return after === items ? it : onPages(it, after);
    });
  }

  private isKnown(id: string): boolean {
    return (
      this.client.getQueryData([CONVERSATION, id]) !== undefined ||
      this.client
        .getQueriesData<Pages<Conversation>>({ queryKey: [LISTS] })
        .some(([, data]) => data?.pages.some((page) => page.items.some((it) => it.id === id)))
    );
  }

  /** How much of a conversation I have read is not in the notice, so for one we never met we ask. */
  private learn(id: string): void {
    this.strangers.add(id);
    this.strangersTimer ??= setTimeout(() => {
      this.strangersTimer = undefined;
      const ids = [...this.strangers].filter((it) => this.isKnown(it));
      this.strangers.clear();
      if (ids.length > STRANGERS_AT_ONCE) void this.client.invalidateQueries({ queryKey: [LISTS] });
      else for (const it of ids) void this.ask(it);
    }, STRANGERS_WAIT);
  }

  private async ask(id: string): Promise<void> {
    // A failure costs a badge that counts too much until the list is fetched again.
    const told = await this.client.fetchQuery({ ...conversationQuery(id), retry: false }).catch(() => undefined);
    if (told) this.markSeen(id, told.seenCount);
  }

  /** Moves my mark in every list at once; also used when I open a conversation, before the server confirms. */
  markSeen(id: string, inboundCount: number): void {
    this.client.setQueriesData<Pages<Conversation>>({ queryKey: [LISTS] }, (it) =>
      it && onPages(it, itemsOf(it.pages).map((item) => (item.id === id ? seen(item, inboundCount) : item))),
    );
    this.client.setQueryData<Conversation>([CONVERSATION, id], (it) => it && seen(it, inboundCount));
  }

  private recount(): void {
    this.countsTimer ??= setTimeout(() => {
      this.countsTimer = undefined;
      void this.client.invalidateQueries({ queryKey: [COUNTS] });
    }, COUNTS_WAIT);
  }
}

function withItem<T>(page: Page<T>, item: T, idOf: (it: T) => string): Page<T> {
  const known = page.items.some((it) => idOf(it) === idOf(item));
  return {
    ...page,
    items: known ? page.items.map((it) => (idOf(it) === idOf(item) ? item : it)) : [...page.items, item],
  };
}

/** The earliest number among the pages of an answer. */
function asOfOf(data: unknown): AsOf | undefined {
  const pages = (data as Partial<Pages<unknown>> | undefined)?.pages;
  if (!Array.isArray(pages)) return undefined;
  const all: Record<string, number> = {};
  for (const page of pages) {
    for (const [store, seq] of Object.entries(page.asOf ?? {})) all[store] = Math.min(all[store] ?? seq, seq);
  }
  return all;
}
