import { ALERT_KINDS, type Alert, type AlertKind, type AlertSeverity } from "./cockpit";
import type { Account } from "./types";

/** One thing that is wrong, with every account that it is wrong with. */
export interface AlertGroup {
  kind: AlertKind;
  severity: AlertSeverity;
  entries: readonly { account: Account; alert: Alert }[];
}

/** What concerns TikTok's app as a whole, so that one text and one action serve all accounts. */
const OF_THE_APP: ReadonlySet<AlertKind> = new Set([
  "MESSAGES_NOT_SUBSCRIBED",
  "COMMENTS_NOT_SUBSCRIBED",
  "WEBHOOKS_ELSEWHERE",
  "SOME_POSTS_ONLY",
]);

export function isOfTheApp(kind: AlertKind): boolean {
  return OF_THE_APP.has(kind);
}

/** Grouped by kind: what is broken before what is worth a look, and within that as the kinds are listed. */
export function groupAlerts(accounts: readonly Account[]): readonly AlertGroup[] {
  const all = accounts.flatMap((account) => account.alerts.map((alert) => ({ account, alert })));
  return ALERT_KINDS.flatMap((kind) => {
    const entries = all.filter((it) => it.alert.kind === kind);
    const broken = entries.some((it) => it.alert.severity === "BROKEN");
    return entries.length > 0 ? [{ kind, severity: broken ? ("BROKEN" as const) : ("WARNING" as const), entries }] : [];
  }).toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === "BROKEN" ? -1 : 1));
}
