import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getJson, withQuery } from "./client";
import type { Board, Explanation } from "./types";

export const BOARD = "board";
export const EXPLANATION = "explanation";

export function boardOf(store: string) {
  return queryOptions({
    queryKey: [BOARD, store],
    queryFn: ({ signal }) => getJson<Board>(withQuery("/api/routing/board", { store }), signal),
    // Waiting times and who was last seen change without anything happening.
    refetchInterval: 30_000,
  });
}

/** Why somebody has the conversation, or nobody; newest first. */
export function explanationOf(conversationId: string) {
  return infiniteQueryOptions({
    queryKey: [EXPLANATION, conversationId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getJson<Explanation>(withQuery(`/api/conversations/${conversationId}/routing`, { after: pageParam }), signal),
    getNextPageParam: (last) => last.next,
  });
}
