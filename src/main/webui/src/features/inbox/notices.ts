import { groupAlerts, type AlertGroup } from "../../api/alerts";
import type { Account, Role } from "../../api/types";

/** A group of alerts as one line of the inbox. Its name changes when an account joins or it begins anew, so that hiding it is forgotten then. */
export interface AccountNotice extends AlertGroup {
  name: string;
}

/** What is broken concerns everybody who answers there; what is only worth a look concerns those who look after the accounts. */
export function noticesFor(role: Role, accounts: readonly Account[]): readonly AccountNotice[] {
  return groupAlerts(accounts)
    .filter((it) => it.severity === "BROKEN" || role !== "AGENT")
    .map((it) => ({ ...it, name: `${it.kind} ${it.entries.map(({ account, alert }) => `${account.id}@${alert.since}`).toSorted().join(" ")}` }));
}

const KEPT_AS = "tributary.hidden-notices";
/** Names are long and alerts come and go; what was hidden long ago has cleared since. */
const KEPT = 30;

export function readHidden(): ReadonlySet<string> {
  const kept = sessionStorage.getItem(KEPT_AS);
  return new Set(kept ? (JSON.parse(kept) as string[]) : []);
}

/** Hidden in this tab of the browser, until something about it changes. */
export function hide(name: string): ReadonlySet<string> {
  const names = [...readHidden(), name].slice(-KEPT);
  sessionStorage.setItem(KEPT_AS, JSON.stringify(names));
  return new Set(names);
}
