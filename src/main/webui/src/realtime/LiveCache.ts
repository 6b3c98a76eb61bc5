import { notifyManager, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { ACCOUNTS, ATTENTION, conversation as conversationQuery, CONVERSATION, COUNTS, DUTIES, LISTS, myself, PRIVATE_REPLY, THREAD } from "../api/queries";
import type { ConversationFilter } from "../api/conversationFilter";
import { BOARD, EXPLANATION } from "../api/handoverQueries";
import { ACCOUNT_HEALTH, ALERTS, COCKPIT } from "../api/healthQueries";
import { TEAMS } from "../api/teamQueries";
import type { Cockpit, CockpitAccount } from "../api/cockpit";
import type { Account, AsOf, Attention, Conversation, Duty, Message, Page } from "../api/types";
import { applyNotice, applyToConversation, applyToThread, seen, withSeen } from "./applyNotice";
import type { Notice, NumberedNotice } from "./Notice";
import { itemsOf, messagesOf, onPages, onThreadPages, type Pages } from "./pages";

/** Enough for every answer that can be on its way while notices arrive. */
const REMEMBERED = 2_000;
const COUNTS_WAIT = 800;
const STRANGERS_WAIT = 250;
const STRANGERS_AT_ONCE = 10;
/** A list is fetched with all its pages, so not for the sake of badges as long as a rush lasts. */
const LISTS_AGAIN_AFTER = 15_000;
/** What somebody searches for may arrive while they look: the search is asked again, once for whatever changed meanwhile. */
const SEARCH_AGAIN_AFTER = 2_000;
/** Everything that happens in a store moves its board: it is counted anew at most this often. */
const BOARD_AGAIN_AFTER = 2_000;

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
  private listsTimer: ReturnType<typeof setTimeout> | undefined;
  private boardTimer: ReturnType<typeof setTimeout> | undefined;
  private searchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: QueryClient,
    private readonly now: () => number,
  ) {}

  /** Watches for answers; returns what ends the watch. */
  watch(): () => void {
    const unsubscribe = this.client.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "success" || event.action.manual) return;
      const asOf = asOfOf(event.query.state.data);
      if (asOf) this.catchUp(event.query.queryKey);
    });
    return () => {
      unsubscribe();
      clearTimeout(this.countsTimer);
      clearTimeout(this.strangersTimer);
      clearTimeout(this.listsTimer);
      clearTimeout(this.searchTimer);
      clearTimeout(this.boardTimer);
    };
  }

  /** Notices that arrived together. Whoever looks is told once, however many there are. */
  apply(notices: readonly NumberedNotice[]): void {
    this.recent.push(...notices);
    this.recent.splice(0, this.recent.length - REMEMBERED);
    this.learnStrangers(notices);
    this.toAll(notices);
    this.searchAgain(notices);
    if (notices.some((it) => it.type === "conversation.changed" || it.type === "conversation.seen")) this.recount();
  }

  /** What the answer to a call of mine says is true now; the stream will say so too, a moment later. */
  told(notice: Notice): void {
    this.toAll([notice]);
    this.recount();
  }

  private toAll(notices: readonly (Notice | NumberedNotice)[]): void {
    notifyManager.batch(() => {
      for (const query of this.client.getQueryCache().getAll()) this.applyTo(query.queryKey, notices);
    });
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

  /** I see only these stores now: what others hold must not stay on screen, nor come back out of the cache. */
  seeOnly(stores: ReadonlySet<string>): void {
    const foreign = (it: Conversation) => !stores.has(it.storeId);
    const lost = new Set<string>();
    for (const [key, data] of this.client.getQueriesData<Pages<Conversation>>({ queryKey: [LISTS] })) {
      if (!data) continue;
      const items = itemsOf(data.pages);
      items.filter(foreign).forEach((it) => lost.add(it.id));
      this.client.setQueryData(key, onPages(data, items.filter((it) => !foreign(it))));
    }
    for (const [, data] of this.client.getQueriesData<Conversation>({ queryKey: [CONVERSATION] })) if (data && foreign(data)) lost.add(data.id);
    for (const id of lost) {
      this.client.removeQueries({ queryKey: [THREAD, id] });
      // Whoever has it open is told by the server that it is not theirs.
      void this.client.resetQueries({ queryKey: [CONVERSATION, id] });
    }
    this.client.removeQueries({ predicate: ({ queryKey: [kind, store] }) => kind === ACCOUNTS && !stores.has(String(store)) });
    this.reset();
  }

  private catchUp(key: QueryKey): void {
    this.applyTo(key, this.recent);
  }

  private applyTo(key: QueryKey, notices: readonly (Notice | NumberedNotice)[]): void {
    switch (key[0]) {
      case LISTS:
        return this.toList(key, notices);
      case CONVERSATION:
        this.client.setQueryData<Conversation>(key, (it) => it && notices.reduce(applyToConversation, it));
        return;
      case THREAD:
        this.client.setQueryData<Pages<Message>>(key, (it) => {
          if (!it) return it;
          const before = messagesOf(it.pages);
          const more = it.pages.at(-1)?.next != null;
          const after = newsFor(it, notices).reduce(
            (messages, notice) => applyToThread({ conversationId: String(key[1]), messages, more }, notice),
            before,
          );
          return after === before ? it : onThreadPages(it, after);
        });
        return;
      default:
        for (const notice of newsFor(this.client.getQueryData(key), notices)) this.toRest(key, notice);
    }
  }

  private toRest(key: QueryKey, notice: Notice): void {
    switch (key[0]) {
      case ACCOUNTS:
        if (notice.type === "account.changed" && notice.account.storeId === key[1]) {
          this.client.setQueryData<Page<Account>>(key, (it) => it && withItem(it, notice.account, (a) => a.id));
        }
        return;
      case PRIVATE_REPLY:
        // Whatever happened in the conversation may have decided it.
        if (notice.type === "conversation.changed" && notice.conversation.id === key[1]) void this.client.invalidateQueries({ queryKey: key, exact: true });
        return;
      case EXPLANATION:
        if (notice.type === "conversation.changed" && notice.conversation.id === key[1]) void this.client.invalidateQueries({ queryKey: key, exact: true });
        return;
      case BOARD:
        if (notice.type === "conversation.changed" || notice.type === "duty.changed" || notice.type === "account.changed") this.boardAgain();
        return;
      case COCKPIT:
        if (notice.type === "account.changed") this.toCockpit(notice.account);
        return;
      case ACCOUNT_HEALTH:
        if (notice.type === "account.changed" && notice.account.id === key[1]) {
          this.client.setQueryData<CockpitAccount>(key, (it) => it && { ...it, account: notice.account });
        }
        return;
      case ALERTS:
        if (notice.type === "account.changed" && notice.account.id === key[1]) {
          void this.client.invalidateQueries({ queryKey: key, exact: true });
        }
        return;
      case DUTIES:
        if (notice.type === "duty.changed") {
          this.client.setQueryData<Page<Duty>>(key, (it) => it && withItem(it, notice.duty, (a) => a.agentId));
        }
        return;
      case ATTENTION:
        if (notice.type === "attention.changed" && notice.conversationId === key[1]) {
          const { conversationId, agentIds } = notice;
          this.client.setQueryData<Attention>(key, { conversationId, agentIds });
        }
        return;
      case TEAMS:
        if (notice.type === "team.changed") void this.client.invalidateQueries({ queryKey: key, exact: true });
        return;
      case "duty":
        if (notice.type === "duty.changed") {
          this.client.setQueryData<Duty>(key, (it) => (it?.agentId === notice.duty.agentId ? notice.duty : it));
        }
    }
  }

  /** The figures beside it are counted by the server; one that was not there yet has none. */
  private toCockpit(account: Account): void {
    const before = this.client.getQueryData<Cockpit>([COCKPIT]);
    if (!before) return;
    const known = before.stores.some((store) => store.accounts.some((it) => it.account.id === account.id));
    if (!known) return void this.client.invalidateQueries({ queryKey: [COCKPIT] });
    const renewed = (it: CockpitAccount) => (it.account.id === account.id ? { ...it, account } : it);
    this.client.setQueryData<Cockpit>([COCKPIT], {
      ...before,
      stores: before.stores.map((store) => ({ ...store, accounts: store.accounts.map(renewed) })),
    });
  }

  private toList(key: QueryKey, notices: readonly (Notice | NumberedNotice)[]): void {
    const me = this.client.getQueryData(myself.queryKey);
    if (!me) return;
    this.client.setQueryData<Pages<Conversation>>(key, (it) => {
      if (!it) return it;
      const before = itemsOf(it.pages);
      const more = it.pages.at(-1)?.next != null;
      const filter = key[1] as ConversationFilter;
      const reader = { me, now: this.now(), seenCountOf: (id: string) => this.find(id)?.seenCount ?? 0 };
      const after = newsFor(it, notices).reduce((items, notice) => applyNotice({ filter, items, more }, notice, reader), before);
      return after === before ? it : onPages(it, after);
    });
  }

  private learnStrangers(notices: readonly NumberedNotice[]): void {
    const ids = new Set(notices.flatMap((it) => (it.type === "conversation.changed" ? [it.conversation.id] : [])));
    for (const id of ids) if (!this.find(id)) this.learn(id);
  }

  private find(id: string): Conversation | undefined {
    const opened = this.client.getQueryData<Conversation>([CONVERSATION, id]);
    if (opened) return opened;
    for (const [, data] of this.client.getQueriesData<Pages<Conversation>>({ queryKey: [LISTS] })) {
      for (const page of data?.pages ?? []) {
        const listed = page.items.find((it) => it.id === id);
        if (listed) return listed;
      }
    }
    return undefined;
  }

  /** How much of a conversation I have read is not in the notice, so for one we never met we ask. */
  private learn(id: string): void {
    this.strangers.add(id);
    this.strangersTimer ??= setTimeout(() => {
      this.strangersTimer = undefined;
      const ids = [...this.strangers].filter((it) => this.find(it));
      this.strangers.clear();
      if (ids.length <= STRANGERS_AT_ONCE) for (const it of ids) void this.ask(it);
      else this.listsAgain();
    }, STRANGERS_WAIT);
  }

  private listsAgain(): void {
    this.listsTimer ??= setTimeout(() => {
      this.listsTimer = undefined;
      void this.client.invalidateQueries({ queryKey: [LISTS] });
    }, LISTS_AGAIN_AFTER);
  }

  private boardAgain(): void {
    this.boardTimer ??= setTimeout(() => {
      this.boardTimer = undefined;
      void this.client.invalidateQueries({ queryKey: [BOARD] });
    }, BOARD_AGAIN_AFTER);
  }

  /** Whether a conversation has the words searched for only the server knows, so where one is missing it is asked. */
  private searchAgain(notices: readonly NumberedNotice[]): void {
    const changed = notices.flatMap((it) => (it.type === "conversation.changed" ? [it.conversation.id] : []));
    const missing = (key: QueryKey) => {
      const shown = new Set(itemsOf(this.client.getQueryData<Pages<Conversation>>(key)?.pages ?? []).map((it) => it.id));
      return changed.some((id) => !shown.has(id));
    };
    if (this.searchTimer || !this.searches().some(({ queryKey }) => missing(queryKey))) return;
    this.searchTimer = setTimeout(() => {
      this.searchTimer = undefined;
      for (const { queryKey } of this.searches()) void this.client.invalidateQueries({ queryKey, exact: true });
    }, SEARCH_AGAIN_AFTER);
  }

  private searches() {
    return this.client
      .getQueryCache()
      .findAll({ queryKey: [LISTS], type: "active" })
      .filter(({ queryKey }) => (queryKey[1] as ConversationFilter).q !== undefined);
  }

  private async ask(id: string): Promise<void> {
    // A failure costs a badge that counts too much until the list is fetched again.
    const told = await this.client.fetchQuery({ ...conversationQuery(id), retry: false }).catch(() => undefined);
    if (told) this.markSeen(id, told.seenCount);
  }

  /** Moves my mark in every list at once; also used when I open a conversation, before the server confirms. */
  markSeen(id: string, inboundCount: number): void {
    this.client.setQueriesData<Pages<Conversation>>({ queryKey: [LISTS] }, (it) => {
      if (!it) return it;
      const before = itemsOf(it.pages);
      const after = withSeen(before, id, inboundCount);
      return after === before ? it : onPages(it, after);
    });
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

/** Those that the answer does not know yet. One that it does know is old news by now, and must not undo what came after. */
function newsFor(answer: unknown, notices: readonly (Notice | NumberedNotice)[]): readonly Notice[] {
  const asOf = asOfOf(answer) ?? {};
  return notices.filter((it) => !("seq" in it) || it.seq > (asOf[it.store] ?? -1));
}

/** The number of an answer, of all its pages the earliest. */
function asOfOf(data: unknown): AsOf | undefined {
  const { pages, asOf } = (data ?? {}) as Partial<Pages<unknown>> & { asOf?: AsOf };
  if (!Array.isArray(pages)) return asOf;
  // What no stream keeps up to date says no number: it must not be asked again for every notice of the past.
  if (!pages.some((it) => it.asOf)) return undefined;
  const all: Record<string, number> = {};
  for (const page of pages) {
    for (const [store, seq] of Object.entries(page.asOf ?? {})) all[store] = Math.min(all[store] ?? seq, seq);
  }
  return all;
}
