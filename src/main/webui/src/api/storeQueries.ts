import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getJson, withQuery } from "./client";
import type { Page, Store, StoreHistoryEntry, StoreLimits } from "./types";

/** One store under TikTok's rules: what counts, and what was changed. */

export const STORE_LIMITS = "store-limits";
export const STORE_HISTORY = "store-history";

export function storeLimits(id: string) {
  return queryOptions({
    queryKey: [STORE_LIMITS, id],
    queryFn: ({ signal }) => getJson<StoreLimits>(`/api/stores/${id}/limits`, signal),
  });
}

export function storeHistory(id: string, account: string | null = null) {
  return infiniteQueryOptions({
    queryKey: [STORE_HISTORY, id, account],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<StoreHistoryEntry>>(withQuery(`/api/stores/${id}/history`, { account, limit: 25, after: pageParam }), signal),
    getNextPageParam: (last) => last.next,
  });
}

export function storeOf(id: string) {
  return queryOptions({
    queryKey: ["stores", id],
    queryFn: ({ signal }) => getJson<Store>(`/api/stores/${id}`, signal),
  });
}
