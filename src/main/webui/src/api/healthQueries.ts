import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getJson, withQuery } from "./client";
import type { AccountHealth, AlertEntry, Checklist, Cockpit } from "./cockpit";
import type { Page } from "./types";

/** States come with the stream; figures are counted, so they are asked for again while somebody looks. */
const FIGURES_EVERY = 30_000;

export const COCKPIT = "cockpit";
export const ACCOUNT_HEALTH = "account-health";
export const ALERTS = "alerts";

export const cockpit = queryOptions({
  queryKey: [COCKPIT],
  queryFn: ({ signal }) => getJson<Cockpit>("/api/cockpit", signal),
  refetchInterval: FIGURES_EVERY,
});

export function accountHealth(id: string, hours: number) {
  return queryOptions({
    queryKey: [ACCOUNT_HEALTH, id, hours],
    queryFn: ({ signal }) => getJson<AccountHealth>(`/api/accounts/${id}/health?hours=${hours}`, signal),
    refetchInterval: FIGURES_EVERY,
    // Another span of the same account: what is on screen stays until it is there.
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
}

export function alertsOfAccount(account: string) {
  return infiniteQueryOptions({
    queryKey: [ALERTS, account],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<AlertEntry>>(withQuery("/api/alerts", { account, limit: 20, after: pageParam }), signal),
    getNextPageParam: (last) => last.next,
  });
}

export const checklist = queryOptions({
  queryKey: ["checklist"],
  queryFn: ({ signal }) => getJson<Checklist>("/api/checklist", signal),
});
