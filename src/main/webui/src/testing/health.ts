import {
  CHECKLIST_STEPS,
  SELF_TEST_STEPS,
  type AccountHealth,
  type Alert,
  type AlertEntry,
  type Checklist,
  type Cockpit,
  type CockpitAccount,
  type HealthHour,
  type SelfTest,
  type Subscription,
} from "../api/cockpit";
import type { Account, StoreHistoryEntry, StoreLimits } from "../api/types";
import { ok, page, problem } from "./answers";
import type { FakeServer } from "./FakeServer";

/** What the fake server knows about health, where a test or the demo says more than "all is well". */
export interface HealthWorld {
  figures: Map<string, Partial<CockpitAccount>>;
  hours: HealthHour[];
  subscriptions: Subscription[];
  timeline: AlertEntry[];
  history: StoreHistoryEntry[];
  limits: Partial<StoreLimits>;
  checklist: Checklist;
  selfTest: SelfTest;
}

const HERE = "https://inbox.example.com/hooks/tiktok/business";

export function aSubscription(change: Partial<Subscription> = {}): Subscription {
  return { eventType: "DIRECT_MESSAGE", callbackUrl: HERE, expectedUrl: HERE, posts: [], warning: null, checkedAt: new Date().toISOString(), failure: null, ...change };
}

export function anAlert(change: Partial<Alert> = {}): Alert {
  return { kind: "COMMENTS_NOT_SUBSCRIBED", severity: "WARNING", since: new Date(Date.now() - 3_600_000).toISOString(), args: {}, ...change };
}

export function healthyFigures(account: Account, now: number): CockpitAccount {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  return {
    account,
    events: { lastAt: ago(12), lastDirectMessageAt: ago(12), lastCommentAt: ago(40), usualGapSeconds: 300, silent: false },
    backlog: { waiting: 0, oldestAt: null, parked: 0 },
    token: { expiresAt: ago(-600), renewedAt: ago(840), failures: 0, failure: null, consentEndsAt: account.consentEndsAt },
    sends: { hours: 24, sent: 118, failed: 0, uncertain: 0, waiting: 0, codes: [] },
    recovery: { hours: 24, byWebhook: 412, recovered: 0, duplicates: 9, late: 0, cut: 0 },
    readBack: { running: false, cause: "SCHEDULED", beganAt: ago(70), endedAt: ago(69), outcome: "COMPLETE", failure: null, nextAt: ago(-290) },
  };
}

export function aHealthWorld(change: Partial<HealthWorld> = {}): HealthWorld {
  return {
    figures: new Map(),
    hours: [],
    subscriptions: [aSubscription(), aSubscription({ eventType: "COMMENT" })],
    timeline: [],
    history: [],
    limits: {},
    checklist: { items: CHECKLIST_STEPS.map((step) => ({ step, state: "DONE", args: {} })), done: true },
    selfTest: { passed: true, steps: SELF_TEST_STEPS.map((step) => ({ step, outcome: "OK", millis: 42, args: {} })) },
    ...change,
  };
}

/** Teaches the server the addresses of health, and of stores under TikTok's rules. */
export function defineHealth(server: FakeServer, now: () => number): void {
  const { world } = server;
  const health = () => world.health;
  const noAccount = () => problem(404, "unknown-account", "There is no such account.");
  const figuresOf = (account: Account): CockpitAccount => ({ ...healthyFigures(account, now()), ...health().figures.get(account.id), account });
  const accountIn = (match: RegExpMatchArray) => world.accounts.find((it) => it.id === match[1]);

  server.on("GET", /^\/api\/cockpit$/, () =>
    ok({
      checkedAt: new Date(now() - 20_000).toISOString(),
      stores: world.stores.map((store) => ({
        ...store,
        unavailable:
          store.operationMode === "FULLY_MANAGED"
            ? (["SHOP_CHAT", "ORDERS", "RETURNS"] as const).map((feature) => ({ feature, reason: "FULLY_MANAGED" as const }))
            : [{ feature: "SHOP_CHAT" as const, reason: "NOT_CONNECTED" as const }],
        accounts: world.accounts.filter((it) => it.storeId === store.id).map(figuresOf),
      })),
      subscriptions: health().subscriptions,
      server: { waiting: 0, oldestWaitingAt: null, parked: world.parked.length },
    } satisfies Cockpit),
  );
  server.on("GET", /^\/api\/accounts\/([^/]+)\/health$/, (match) => {
    const account = accountIn(match);
    return account ? ok({ ...figuresOf(account), hours: health().hours } satisfies AccountHealth) : noAccount();
  });
  server.on("POST", /^\/api\/accounts\/([^/]+)\/(refresh|backfill)$/, (match) => {
    const account = accountIn(match);
    return account ? ok(figuresOf(account)) : noAccount();
  });
  server.on("POST", /^\/api\/accounts\/([^/]+)\/self-test$/, () => ok(health().selfTest));
  server.on("GET", /^\/api\/alerts$/, (_, query) => page(health().timeline.filter((it) => it.accountId === query.get("account"))));
  server.on("POST", /^\/api\/admin\/webhook-subscriptions\/(.+)$/, (match) => {
    const before = health().subscriptions.find((it) => it.eventType === match[1]);
    if (!before) return problem(404, "not-found", "There is no such topic.");
    const subscription = { ...before, callbackUrl: before.expectedUrl, posts: [], warning: null };
    health().subscriptions = health().subscriptions.map((it) => (it === before ? subscription : it));
    return ok({ subscription, overwrote: before.callbackUrl === before.expectedUrl ? null : before.callbackUrl });
  });
  server.on("GET", /^\/api\/checklist$/, () => ok(health().checklist));
  server.on("POST", /^\/api\/checklist$/, () => ok(health().checklist));
  server.on("GET", /^\/api\/stores\/([^/]+)$/, (match) => {
    const store = world.stores.find((it) => it.id === match[1]);
    return store ? ok(store) : problem(404, "unknown-store", "There is no such store.");
  });
  server.on("GET", /^\/api\/stores\/([^/]+)\/history$/, (_, query) => {
    const account = query.get("account");
    return page(health().history.filter((it) => account === null || it.account?.id === account));
  });
  server.on("GET", /^\/api\/stores\/([^/]+)\/limits$/, (match) => {
    const bound = world.accounts.filter((it) => it.storeId === match[1] && it.state !== "UNBOUND");
    const official = bound.filter((it) => it.role === "OFFICIAL").length;
    return ok({
      probation: world.stores.find((it) => it.id === match[1])?.probation ?? "PASSED",
      officialAccounts: { used: official, limit: 1, nextAt: null },
      channelAccounts: { used: bound.length - official, limit: 4, nextAt: null },
      officialChanges: { used: 0, limit: 3, nextAt: null },
      channelLinks: { used: bound.length - official, limit: 10, nextAt: null },
      channelLinkDays: 180,
      unlinkWaitSeconds: 86_400,
      accounts: bound.map((it) => ({ accountId: it.id, unlinkableAt: it.boundAt, unlinkable: true })),
      ...health().limits,
    } satisfies StoreLimits);
  });
  server.on("POST", /^\/api\/stores\/([^/]+)\/evidence$/, () => ({
    status: 201,
    body: { id: "evidence-1", name: "register.pdf", type: "application/pdf", size: 1_000 },
  }));
  server.on("DELETE", /^\/api\/accounts\/([^/]+)$/, (match) => {
    const account = accountIn(match);
    if (account) account.state = "UNBOUND";
    return { status: 204 };
  });
}
