import { VIEWS } from "../api/conversationFilter";
import { expiresSoon } from "../realtime/matches";
import type { Account, Agent, AgentRouting, ApiToken, Conversation, Duty, Me, Media, Message, OwnPost, ParkedEvent, ReplyTemplate, Session, Shifts, Store, Team } from "../api/types";
import type { Notice } from "../realtime/Notice";
import { ok, page, problem, type Answer } from "./answers";
import { defineHandover } from "./handover";
import { defineHealth, type HealthWorld } from "./health";
import { defineTeams } from "./teams";
import { definePolicies } from "./policies";

type Handler = (match: RegExpMatchArray, query: URLSearchParams, body: Record<string, unknown>) => Answer;

export interface World {
  me: Me | null;
  accounts: Account[];
  conversations: Conversation[];
  messages: Map<string, Message[]>;
  duties: Duty[];
  stores: Store[];
  agents: Agent[];
  parked: ParkedEvent[];
  tokens: ApiToken[];
  sessions: Session[];
  health: HealthWorld;
  teams?: Team[];
  routing?: AgentRouting[];
}

export { problem } from "./answers";

const POSTS: readonly OwnPost[] = [
  { postId: "7301", type: "VIDEO", caption: "Glass skin in three steps ✨", coverUrl: null, shareUrl: null, publishedAt: "2026-11-20T08:00:00Z" },
  { postId: "7302", type: "PHOTO", caption: "Rose serum, before and after four weeks", coverUrl: null, shareUrl: null, publishedAt: "2026-11-12T08:00:00Z" },
];

/** What a reply says, by its type. */
function saying(body: Record<string, unknown>): Pick<Message, "type" | "text" | "media" | "template"> {
  if (body["type"] === "TEMPLATE") {
    const { style, title, buttons } = body["template"] as ReplyTemplate;
    const named = buttons.map((it, index) => ({ id: it.id ?? `b${index + 1}`, title: it.title ?? "" }));
    return { type: "TEMPLATE", text: title, media: [], template: { style, title, buttons: named } };
  }
  if (body["type"] === "SHARE_POST") {
    const postId = String(body["postId"]);
    const media: Media = { kind: "SHARE_POST", mediaId: `media-${postId}`, postId, url: null, thumbnailUrl: null, contentType: null, width: null, height: null, state: "FAILED", reason: "NO_COVER" };
    return { type: "SHARE_POST", text: null, media: [media], template: null };
  }
  return { type: "TEXT", text: String(body["text"]), media: [], template: null };
}

/** Answers as the real server would, as far as the page can tell. For tests and for the demo. */
export class FakeServer {
  readonly requests: { method: string; path: string; body: Record<string, unknown> }[] = [];
  private readonly sockets = new Set<FakeSocket>();
  private readonly routes: [method: string, pattern: RegExp, handler: Handler][] = [];
  private readonly shifts = new Map<string, Shifts>();
  /** Who looks at whatever is asked for. */
  readonly lookers: string[] = [];
  private readonly switches = new Map<string, "ON" | "OFF">();
  private seq = 100;
  private made = 0;

  constructor(
    readonly world: World,
    private readonly now: () => number,
  ) {
    this.define();
    defineHealth(this, now);
    defineTeams(this, now);
    definePolicies(this, now);
    defineHandover(this, now);
  }

  /** The latest word on a route wins. */
  on(method: string, pattern: RegExp, handler: Handler): void {
    this.routes.unshift([method, pattern, handler]);
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input), "http://localhost");
    const method = init?.method ?? "GET";
    const body = typeof init?.body === "string" ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    this.requests.push({ method, path: url.pathname + url.search, body });
    const { status, body: answer, headers } = this.answer(method, url, body);
    const type = status >= 400 ? "application/problem+json" : "application/json";
    return new Response(answer === undefined ? null : JSON.stringify(answer), {
      status,
      headers: { "Content-Type": type, ...headers },
    });
  };

  readonly open = (): FakeSocket => {
    const socket = new FakeSocket(() => this.sockets.delete(socket));
    this.sockets.add(socket);
    queueMicrotask(() => {
      for (const store of this.world.me?.stores ?? []) {
        socket.receive({ seq: this.seq, store: store.id, version: 1, type: "hello" });
      }
    });
    return socket;
  };

  /** Changes the world and tells everybody. */
  tell(notice: Notice): void {
    const store = this.world.me?.stores[0]?.id ?? "";
    const frame = { seq: ++this.seq, store, version: 1, ...notice };
    this.sockets.forEach((it) => it.receive(frame));
  }

  /** What the pages that are open said. */
  get heard(): readonly unknown[] {
    return [...this.sockets].flatMap((it) => it.sent);
  }

  cut(): void {
    this.sockets.forEach((it) => it.close());
  }

  change(id: string, change: Partial<Conversation>): Conversation | undefined {
    const { conversations } = this.world;
    const index = conversations.findIndex((it) => it.id === id);
    const before = conversations[index];
    if (!before) return undefined;
    const after = { ...before, ...change };
    conversations[index] = after;
    this.tell({ type: "conversation.changed", conversation: { ...after, unread: null, seenCount: null } });
    return after;
  }

  say(message: Message): void {
    const all = this.world.messages.get(message.conversationId) ?? [];
    this.world.messages.set(message.conversationId, [...all.filter((it) => it.id !== message.id), message]);
    this.tell({ type: "message.changed", conversationId: message.conversationId, message });
  }

  private answer(method: string, url: URL, body: Record<string, unknown>): Answer {
    for (const [wanted, pattern, handler] of this.routes) {
      const match = wanted === method && url.pathname.match(pattern);
      if (match) return handler(match, url.searchParams, body);
    }
    return problem(404, "not-found", "There is no such thing.");
  }

  private define(): void {
    const { world } = this;
    const needMe = (give: (me: Me) => Answer): Answer =>
      world.me ? give(world.me) : problem(401, "not-logged-in", "Log in first.");
    const changed = (id: string, change: Partial<Conversation>): Answer => {
      const after = this.change(id, change);
      return after ? ok(after) : problem(404, "unknown-conversation", "There is no such conversation.");
    };

    this.on("GET", /^\/api\/me$/, () => needMe(ok));
    this.on("GET", /^\/api\/setup$/, () => ok({ needed: true }));
    this.on("DELETE", /^\/api\/session$/, () => {
      world.me = null;
      return { status: 204 };
    });
    this.on("PATCH", /^\/api\/me\/settings$/, (_, __, body) =>
      needMe((me) => {
        world.me = { ...me, settings: { ...me.settings, ...body } };
        return ok(world.me.settings);
      }),
    );
    this.on("GET", /^\/api\/me\/duty$/, () => ok(world.duties[0]));
    this.on("PUT", /^\/api\/me\/duty$/, (_, __, body) => {
      const mine = world.duties[0];
      if (mine) world.duties[0] = { ...mine, duty: body["duty"] as Duty["duty"] };
      return ok(world.duties[0]);
    });
    this.on("GET", /^\/api\/agents\/(.+)\/shifts$/, (match) => ok(this.shifts.get(match[1] ?? "") ?? { follows: false, until: null, shifts: [] }));
    this.on("PUT", /^\/api\/agents\/(.+)\/shifts$/, (match, _, body) => {
      this.shifts.set(match[1] ?? "", { until: null, ...body } as unknown as Shifts);
      return ok(this.shifts.get(match[1] ?? ""));
    });
    this.on("GET", /^\/api\/conversations\/(.+)\/attention$/, (match) => ok({ conversationId: match[1], agentIds: this.lookers }));
    this.on("PUT", /^\/api\/me\/password$/, () => ({ status: 204 }));
    this.on("GET", /^\/api\/me\/sessions$/, () => page(world.sessions));
    this.on("DELETE", /^\/api\/me\/sessions\/(.+)$/, (match) => {
      world.sessions = world.sessions.filter((it) => it.id !== match[1]);
      return { status: 204 };
    });
    this.on("GET", /^\/api\/tokens$/, () => page(world.tokens));
    this.on("POST", /^\/api\/tokens$/, (_, __, body) => {
      const token = { expiresAt: null, ...body, id: this.id("token"), createdAt: this.time() } as ApiToken;
      world.tokens = [...world.tokens, token];
      return { status: 201, body: { ...token, token: "trb_4dG7xUe2mPq9RkV1sYb6NcA8" } };
    });
    this.on("GET", /^\/api\/duties$/, () => page(world.duties));
    this.on("GET", /^\/api\/agents$/, () => page(world.agents));
    this.on("GET", /^\/api\/stores$/, () => page(world.stores));
    this.on("GET", /^\/api\/stores\/([^/]+)\/accounts$/, (match) =>
      page(world.accounts.filter((it) => it.storeId === match[1])),
    );
    this.on("GET", /^\/api\/accounts\/([^/]+)\/private-replies$/, (match) => {
      const market = world.accounts.find((it) => it.id === match[1])?.market;
      return ok({ state: market ? this.switches.get(match[1] ?? "") ?? "OFF" : "UNKNOWN_MARKET" });
    });
    this.on("PUT", /^\/api\/accounts\/([^/]+)\/private-replies$/, (match, _, body) => {
      this.switches.set(match[1] ?? "", body["on"] ? "ON" : "OFF");
      return ok({ state: body["on"] ? "ON" : "OFF" });
    });
    this.on("PUT", /^\/api\/accounts\/([^/]+)\/market$/, (match, _, body) => {
      const account = world.accounts.find((it) => it.id === match[1]);
      if (!account) return problem(404, "unknown-account", "There is no such account.");
      account.market = body["market"] as string | null;
      return ok(account);
    });
    this.on("GET", /^\/api\/admin\/parked-events$/, () => page(world.parked));
    this.on("GET", /^\/api\/counts$/, () => ok(this.counts()));
    this.on("GET", /^\/api\/conversations$/, (_, query) => ok(this.list(query)));
    this.on("POST", /^\/api\/conversations\/next$/, () => {
      const next = world.conversations.findLast((it) => it.assigneeId === null && it.status === "OPEN");
      return next ? changed(next.id, { assigneeId: world.me?.id ?? null }) : { status: 204 };
    });
    this.on("GET", /^\/api\/conversations\/([^/]+)$/, (match) => {
      const found = world.conversations.find((it) => it.id === match[1]);
      return found ? ok(found) : problem(404, "unknown-conversation", "There is no such conversation.");
    });
    this.on("GET", /^\/api\/conversations\/([^/]+)\/messages$/, (match) =>
      ok({ items: world.messages.get(match[1] ?? "") ?? [], next: null, asOf: this.asOf() }),
    );
    this.on("GET", /^\/api\/accounts\/([^/]+)\/posts$/, (_, query) => {
      const words = query.get("q")?.toLowerCase() ?? "";
      return ok({ items: POSTS.filter((it) => it.caption?.toLowerCase().includes(words)), next: null, state: "CURRENT" });
    });
    this.on("POST", /^\/api\/conversations\/([^/]+)\/(messages|notes|private-replies)$/, (match, _, body) =>
      this.accept(match[1] ?? "", match[2] === "notes" ? "NOTE" : "OUTBOUND", body, match[2] === "private-replies"),
    );
    this.on("DELETE", /^\/api\/conversations\/([^/]+)\/messages\/([^/]+)$/, (match) => {
      const [, conversation = "", id] = match;
      const all = world.messages.get(conversation) ?? [];
      if (all.find((it) => it.id === id)?.status !== "SCHEDULED") return problem(409, "not-scheduled", "It has left.");
      world.messages.set(conversation, all.filter((it) => it.id !== id));
      return { status: 204 };
    });
    this.on("POST", /^\/api\/conversations\/([^/]+)\/messages\/([^/]+)\/now$/, (match) => {
      const [, conversation = "", id] = match;
      const all = world.messages.get(conversation) ?? [];
      const sent = all.find((it) => it.id === id);
      if (!sent) return problem(404, "unknown-message", "No such message.");
      const left: Message = { ...sent, status: "SENT", sentAt: new Date(this.now()).toISOString() };
      world.messages.set(conversation, all.map((it) => (it === sent ? left : it)));
      return ok(left);
    });
    this.on("POST", /^\/api\/conversations\/([^/]+)\/messages\/([^/]+)\/check$/, (match) => {
      const [, conversation = "", id] = match;
      const all = world.messages.get(conversation) ?? [];
      const asked = all.find((it) => it.id === id);
      if (asked?.status !== "UNCERTAIN") return problem(409, "not-uncertain", "Read it again.");
      const looked: Message = { ...asked, checkedAt: this.time() };
      world.messages.set(conversation, all.map((it) => (it === asked ? looked : it)));
      return ok(looked);
    });
    this.on("POST", /^\/api\/conversations\/[^/]+\/typing$/, () => ({ status: 204 }));
    this.on("PUT", /^\/api\/conversations\/([^/]+)\/assignee$/, (match, _, body) =>
      changed(match[1] ?? "", { assigneeId: body["agentId"] as string | null }),
    );
    this.on("POST", /^\/api\/conversations\/([^/]+)\/transfer$/, (match, _, body) => changed(match[1] ?? "", { assigneeId: (body["agentId"] as string | undefined) ?? null }));
    this.on("POST", /^\/api\/conversations\/([^/]+)\/transfer\/refusal$/, (match) => changed(match[1] ?? "", { assigneeId: null }));
    for (const [method, among] of [["PUT", true], ["DELETE", false]] as const) {
      this.on(method, /^\/api\/conversations\/([^/]+)\/participants\/me$/, (match) => {
        const me = world.me?.id ?? "";
        const others = world.conversations.find((it) => it.id === match[1])?.participants.filter((it) => it !== me) ?? [];
        return changed(match[1] ?? "", { participants: among ? [...others, me] : others });
      });
    }
    this.on("PUT", /^\/api\/conversations\/([^/]+)\/status$/, (match, _, body) => {
      const now = world.conversations.find((it) => it.id === match[1]);
      const unseen = (now?.inboundCount ?? 0) > Number(body["inboundCount"]);
      return changed(match[1] ?? "", { status: unseen ? "OPEN" : (body["status"] as Conversation["status"]) });
    });
    this.on("PUT", /^\/api\/conversations\/([^/]+)\/seen$/, (match, _, body) => {
      const inboundCount = Number(body["inboundCount"]);
      const index = world.conversations.findIndex((it) => it.id === match[1]);
      const before = world.conversations[index];
      if (before) world.conversations[index] = { ...before, seenCount: inboundCount, unread: 0 };
      this.tell({ type: "conversation.seen", conversationId: match[1] ?? "", inboundCount });
      return { status: 204 };
    });
  }

  private accept(conversationId: string, direction: "NOTE" | "OUTBOUND", body: Record<string, unknown>, privately: boolean): Answer {
    const clientToken = String(body["clientToken"]);
    const known = this.world.messages.get(conversationId)?.find((it) => it.clientToken === clientToken);
    if (known) return { status: 201, body: known };
    const me = this.world.me;
    const hold = Number(body["holdSeconds"] ?? 0) * 1_000;
    const leaves = typeof body["sendAt"] === "string" ? body["sendAt"] : hold > 0 ? new Date(this.now() + hold).toISOString() : null;
    const message: Message = {
      id: this.id("message"),
      conversationId,
      direction,
      ...saying(body),
      tapped: null,
      status: direction === "NOTE" ? null : leaves ? "SCHEDULED" : "QUEUED",
      sentAt: leaves ?? this.time(),
      late: false,
      privately,
      source: "WEB",
      author: { kind: "AGENT", id: me?.id ?? null, name: me?.name ?? null },
      remoteId: null,
      quotedId: typeof body["quotedId"] === "string" ? body["quotedId"] : null,
      quotedRemoteId: null,
      clientToken,
      reactions: [],
      failure: null,
      waitsUntil: null,
      beingChecked: false,
      checkedAt: null,
      comment: null,
      system: null,
    };
    this.say(message);
    return { status: 201, body: message };
  }

  private list(query: URLSearchParams) {
    const assignee = query.get("assignee");
    const wanted = assignee === "me" ? this.world.me?.id : assignee === "none" ? null : undefined;
    const q = query.get("q")?.toLowerCase();
    const found = this.world.conversations
      .filter((it) => it.status === (query.get("status") ?? "OPEN"))
      .filter((it) => wanted === undefined || it.assigneeId === wanted)
      .filter((it) => !query.get("account") || it.accountId === query.get("account"))
      .filter((it) => !query.get("surface") || it.surface === query.get("surface"))
      .filter((it) => query.get("needs") !== "trouble" || it.sendTrouble)
      .filter((it) => query.get("participant") !== "me" || (it.participants.includes(this.world.me?.id ?? "") && it.assigneeId !== this.world.me?.id))
      .filter((it) => query.get("needs") !== "expiring" || expiresSoon(it, this.now()))
      .filter((it) => !q || `${it.preview} ${it.contact?.displayName} ${it.contact?.handle}`.toLowerCase().includes(q))
      .toSorted((a, b) =>
        query.get("sort") === "window"
          ? (a.window?.expiresAt ?? "9").localeCompare(b.window?.expiresAt ?? "9")
          : b.lastActivityAt.localeCompare(a.lastActivityAt),
      );
    const start = Number(query.get("after") ?? 0);
    const limit = Number(query.get("limit") ?? 25);
    const next = start + limit < found.length ? String(start + limit) : null;
    return { items: found.slice(start, start + limit), next, asOf: this.asOf() };
  }

  private counts() {
    const open = this.world.conversations.filter((it) => it.status === "OPEN");
    const count = (items: readonly unknown[]) => ({ value: Math.min(99, items.length), capped: items.length > 99 });
    const kinds: Record<(typeof VIEWS)[number], readonly Conversation[]> = {
      mine: open.filter((it) => it.assigneeId === this.world.me?.id),
      participating: open.filter((it) => it.participants.includes(this.world.me?.id ?? "") && it.assigneeId !== this.world.me?.id),
      unassigned: open.filter((it) => it.assigneeId === null),
      all: open,
      expiring: open.filter((it) => expiresSoon(it, this.now())),
      trouble: open.filter((it) => it.sendTrouble),
    };
    return {
      mine: count(kinds.mine),
      participating: count(kinds.participating),
      unassigned: count(kinds.unassigned),
      all: count(kinds.all),
      expiring: count(kinds.expiring),
      sendTrouble: count(kinds.trouble),
      accounts: this.world.accounts.map(({ id }) => {
        const own = open.filter((it) => it.accountId === id);
        return { accountId: id, open: count(own), unread: own.some((it) => it.unread > 0) };
      }),
    };
  }

  private asOf() {
    return Object.fromEntries((this.world.me?.stores ?? []).map((it) => [it.id, this.seq]));
  }

  private id(kind: string): string {
    return `${kind}-made-${++this.made}`;
  }

  private time(): string {
    return new Date(this.now()).toISOString();
  }
}

/** As much of a WebSocket as the stream uses. */
export class FakeSocket {
  readyState: number = WebSocket.OPEN;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  /** What the page said. */
  readonly sent: unknown[] = [];

  constructor(private readonly gone: () => void) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  receive(frame: unknown): void {
    if (this.readyState === WebSocket.OPEN) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  close(code = 1006): void {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.gone();
    this.onclose?.({ code });
  }
}
