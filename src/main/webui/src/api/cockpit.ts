import type { components } from "./schema";
import type { Account } from "./types";

/** How the accounts are, as the server tells it. */

export type AlertSeverity = "WARNING" | "BROKEN";

export const ALERT_KINDS = [
  "NEEDS_RECONNECT",
  "MESSAGES_NOT_SUBSCRIBED",
  "WEBHOOKS_ELSEWHERE",
  "COMMENTS_NOT_SUBSCRIBED",
  "SOME_POSTS_ONLY",
  "TOKEN_NOT_RENEWED",
  "CONSENT_ENDING",
  "PERMISSION_MISSING",
  "SENDS_FAILING",
  "QUOTA_USED_UP",
  "SILENT",
  "BACKLOG",
  "PARKED",
  "READ_BACK_FAILING",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What the texts need to know; a kind tells which members there are. */
export type AlertArgs = Readonly<Record<string, string | number | boolean | null>>;

export interface Alert {
  kind: AlertKind;
  severity: AlertSeverity;
  since: string;
  args: AlertArgs;
}

export interface AlertEntry extends Alert {
  id: string;
  accountId: string;
  storeId: string;
  clearedAt: string | null;
}

export type Topic = components["schemas"]["WebhookTopic"];

export interface Subscription {
  eventType: Topic;
  callbackUrl: string | null;
  expectedUrl: string;
  posts: readonly string[];
  warning: components["schemas"]["Warning"] | null;
  checkedAt: string | null;
  failure: string | null;
}

export interface CockpitAccount {
  account: Account;
  events: {
    lastAt: string | null;
    lastDirectMessageAt: string | null;
    lastCommentAt: string | null;
    /** Null while too little is known to call anything usual. */
    usualGapSeconds: number | null;
    silent: boolean;
  };
  backlog: { waiting: number; oldestAt: string | null; parked: number };
  token: { expiresAt: string | null; renewedAt: string | null; failures: number; failure: string | null; consentEndsAt: string | null };
  sends: {
    hours: number;
    sent: number;
    failed: number;
    uncertain: number;
    waiting: number;
    codes: readonly { code: string; count: number; lastAt: string }[];
  };
  recovery: { hours: number; byWebhook: number; recovered: number; duplicates: number; late: number; cut: number };
  readBack: {
    running: boolean;
    cause: string | null;
    beganAt: string | null;
    endedAt: string | null;
    outcome: "COMPLETE" | "PARTIAL" | "BROKEN" | "DISCONNECTED" | null;
    failure: string | null;
    nextAt: string | null;
  };
}

export interface CockpitStore {
  id: string;
  name: string;
  market: string;
  timeZone: string;
  operationMode: components["schemas"]["OperationMode"];
  probation: components["schemas"]["Probation"];
  unavailable: readonly { feature: "SHOP_CHAT" | "ORDERS" | "RETURNS"; reason: "FULLY_MANAGED" | "NOT_CONNECTED" }[];
  accounts: readonly CockpitAccount[];
}

export interface Cockpit {
  checkedAt: string;
  stores: readonly CockpitStore[];
  subscriptions: readonly Subscription[];
  server: { waiting: number; oldestWaitingAt: string | null; parked: number };
}

export interface HealthHour {
  hour: string;
  byWebhook: number;
  recovered: number;
  duplicates: number;
  late: number;
  conversationsCut: number;
  listsCut: number;
  sent: number;
  failed: number;
}

export type AccountHealth = CockpitAccount & { hours: readonly HealthHour[] };

export const SELF_TEST_STEPS = ["TOKEN", "PERMISSIONS", "SUBSCRIPTIONS", "PUBLIC_ADDRESS", "STORED", "SIMULATED_MESSAGE"] as const;

export interface SelfTest {
  passed: boolean;
  steps: readonly {
    step: (typeof SELF_TEST_STEPS)[number];
    outcome: "OK" | "FAILED" | "SKIPPED";
    millis: number;
    args: AlertArgs;
  }[];
}

export const CHECKLIST_STEPS = [
  "PUBLIC_ADDRESS",
  "APP",
  "STORE",
  "OFFICIAL_ACCOUNT",
  "MESSAGES_SUBSCRIBED",
  "COMMENTS_SUBSCRIBED",
  "COLLEAGUE",
  "ON_DUTY",
  "FIRST_MESSAGE",
] as const;
export type ChecklistStep = (typeof CHECKLIST_STEPS)[number];

export interface ChecklistItem {
  step: ChecklistStep;
  state: "DONE" | "TODO" | "FAILED";
  args: AlertArgs;
}

export interface Checklist {
  items: readonly ChecklistItem[];
  done: boolean;
}

export interface EvidenceFile {
  id: string;
  name: string;
  type: string;
  size: number;
}
