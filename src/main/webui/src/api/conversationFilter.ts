import type { ConversationStatus, Surface } from "./types";

export const VIEWS = ["mine", "participating", "unassigned", "all", "expiring", "trouble"] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ["activity", "waiting", "window"] as const;
export type Sort = (typeof SORTS)[number];

/** Which conversations somebody is looking at. Lives in the URL, so that a colleague can be sent the same list. */
export interface ConversationFilter {
  view: View;
  status: ConversationStatus;
  sort: Sort;
  store?: string;
  account?: string;
  surface?: Surface;
  q?: string;
  /** Of these only the ones in which something was not sent. Never in the URL: it is the head of every list. */
  pinned?: true;
}

/** What was not sent stands above everything else that is open, except where somebody looks for something else. */
export function pinnedOf(filter: ConversationFilter): ConversationFilter | null {
  const pins = filter.status === "OPEN" && !filter.q && (filter.view === "mine" || filter.view === "participating" || filter.view === "unassigned" || filter.view === "all");
  return pins ? { ...filter, pinned: true } : null;
}

function oneOf<T extends string>(known: readonly T[], value: string | null, otherwise: T): T {
  return known.find((it) => it === value) ?? otherwise;
}

/** Reads what it understands and ignores the rest: people edit URLs. */
export function filterFrom(search: URLSearchParams): ConversationFilter {
  const view = oneOf(VIEWS, search.get("view"), "mine");
  const surface = (["DM", "COMMENT", "SHOP_CHAT"] as const).find((it) => it === search.get("surface"));
  const store = search.get("store");
  const account = search.get("account");
  const q = search.get("q");
  return {
    view,
    status: oneOf(["OPEN", "SNOOZED", "RESOLVED"] as const, search.get("status"), "OPEN"),
    sort: view === "expiring" ? "window" : oneOf(SORTS, search.get("sort"), "activity"),
    ...(store ? { store } : {}),
    ...(account ? { account } : {}),
    ...(surface ? { surface } : {}),
    ...(q ? { q } : {}),
  };
}

/** The other way round. Says only what differs from the default, so that the usual address stays short. */
export function searchOf(filter: ConversationFilter): string {
  const search = new URLSearchParams();
  if (filter.view !== "mine") search.set("view", filter.view);
  if (filter.status !== "OPEN") search.set("status", filter.status);
  if (filter.sort !== "activity" && filter.view !== "expiring") search.set("sort", filter.sort);
  for (const name of ["store", "account", "surface", "q"] as const) {
    const value = filter[name];
    if (value) search.set(name, value);
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}
