import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { pinnedOf, type ConversationFilter } from "../../api/conversationFilter";
import { conversationsIn } from "../../api/queries";
import type { Conversation } from "../../api/types";
import { useMe } from "../../api/useMe";
import { useNow } from "../../lib/useNow";
import { matches } from "../../realtime/matches";
import { itemsOf } from "../../realtime/pages";
import { useSteadyOrder } from "./useSteadyOrder";

const EXPIRING_EVERY = 60_000;

/** The first of those in which something was not sent: whoever has more of them than that looks at their own list. */
function usePinned(filter: ConversationFilter): readonly Conversation[] {
  const head = pinnedOf(filter);
  const pages = useInfiniteQuery({ ...conversationsIn(head ?? filter), enabled: head !== null }).data?.pages;
  return useMemo(() => (head === null ? [] : itemsOf(pages ?? [])), [head === null, pages]);
}

export function useConversationList(filter: ConversationFilter) {
  const me = useMe();
  const now = useNow();
  const expiring = filter.view === "expiring";
  // Time alone moves conversations into and out of "expiring", without any notice: asked for now and then, left out at once.
  const query = useInfiniteQuery({ ...conversationsIn(filter), refetchInterval: expiring ? EXPIRING_EVERY : false });
  const pages = query.data?.pages;
  const all = useMemo(() => itemsOf(pages ?? []), [pages]);
  const items = useMemo(() => (expiring ? all.filter((it) => matches(filter, it, me, now)) : all), [expiring, all, filter, me, now]);
  const pinned = usePinned(filter);
  const ordered = useMemo(() => {
    const above = new Set(pinned.map((it) => it.id));
    return above.size > 0 ? [...pinned, ...items.filter((it) => !above.has(it.id))] : items;
  }, [pinned, items]);
  const steady = useSteadyOrder(ordered, JSON.stringify(filter));
  const { fetchNextPage } = query;
  const loadMore = useCallback(async () => itemsOf((await fetchNextPage()).data?.pages ?? []), [fetchNextPage]);
  return { query, ...steady, more: query.hasNextPage, loadMore };
}
