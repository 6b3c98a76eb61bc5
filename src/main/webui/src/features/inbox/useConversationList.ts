import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { ConversationFilter } from "../../api/conversationFilter";
import { conversationsIn } from "../../api/queries";
import { useMe } from "../../api/useMe";
import { useNow } from "../../lib/useNow";
import { matches } from "../../realtime/matches";
import { itemsOf } from "../../realtime/pages";
import { useSteadyOrder } from "./useSteadyOrder";

const EXPIRING_EVERY = 60_000;

export function useConversationList(filter: ConversationFilter) {
  const me = useMe();
  const now = useNow();
  const expiring = filter.view === "expiring";
  // Time alone moves conversations into and out of "expiring", without any notice: asked for now and then, left out at once.
  const query = useInfiniteQuery({ ...conversationsIn(filter), refetchInterval: expiring ? EXPIRING_EVERY : false });
  const pages = query.data?.pages;
  const all = useMemo(() => itemsOf(pages ?? []), [pages]);
  const items = useMemo(() => (expiring ? all.filter((it) => matches(filter, it, me, now)) : all), [expiring, all, filter, me, now]);
  const steady = useSteadyOrder(items, JSON.stringify(filter));
  const { fetchNextPage } = query;
  const loadMore = useCallback(async () => itemsOf((await fetchNextPage()).data?.pages ?? []), [fetchNextPage]);
  return { query, ...steady, more: query.hasNextPage, loadMore };
}
