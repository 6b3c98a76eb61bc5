import type { components } from "./schema";

/** How the accounts are, as the server tells it. */

type Schemas = components["schemas"];

export type AlertKind = Schemas["AlertKind"];
export type AlertSeverity = Schemas["AlertSeverity"];

/** The worst first. A kind that a newer server knows and this page does not is not shown: it has no words. */
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
] as const satisfies readonly AlertKind[];

/** What the texts need to know; a kind tells which members there are. */
export type AlertArgs = Schemas["AccountAlert"]["args"];
export type Alert = Schemas["AccountAlert"];
export type AlertEntry = Schemas["AlertEntry"];
export type Topic = Schemas["WebhookTopic"];
export type Subscription = Schemas["KnownSubscription"];
export type Subscribed = Schemas["Subscribed"];
export type CockpitAccount = Schemas["CockpitAccount"];
export type CockpitStore = Schemas["CockpitStore"];
export type Cockpit = Schemas["Cockpit"];
export type AccountHealth = Schemas["AccountHealthDetail"];
export type HealthHour = Schemas["AccountHour"];

export const SELF_TEST_STEPS = ["TOKEN", "PERMISSIONS", "SUBSCRIPTIONS", "PUBLIC_ADDRESS", "STORED", "SIMULATED_MESSAGE"] as const;

export type SelfTest = Schemas["SelfTestReport"];

export type ChecklistStep = Schemas["ChecklistStep"];
export type ChecklistItem = Schemas["ChecklistItem"];
export type Checklist = Schemas["Checklist"];

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
] as const satisfies readonly ChecklistStep[];

export interface EvidenceFile {
  id: string;
  name: string;
  type: string;
  size: number;
}
