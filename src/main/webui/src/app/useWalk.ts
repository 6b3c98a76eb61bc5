import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { messagesIn } from "../api/queries";
import type { Conversation } from "../api/types";
import { AHEAD } from "./queryClient";
import { nextFrom, placeOf, previousFrom, type Place } from "./walk";

interface Walked {
  items: readonly Conversation[];
  more: boolean;
  /** Answers with the whole list as it is then. */
  loadMore: () => Promise<readonly Conversation[]>;
}

/** Somebody who keeps a key pressed only passes by. */
const STAYS = 120;

/** J and K: through the list one by one, from wherever somebody is, whatever the list does meanwhile. */
export function useWalk({ items, more, loadMore }: Walked, openId: string | undefined, open: (id: string) => void, atEnd: () => void) {
  const client = useQueryClient();
  const ids = items.map((it) => it.id);
  const latest = useRef(ids);
  latest.current = ids;
  const place = useRef<Place>(undefined);

  // Opened by other means, or opened before its list was there.
  const listed = openId !== undefined && ids.includes(openId);
  useEffect(() => {
    if (openId === undefined) place.current = undefined;
    else if (place.current?.id !== openId || (listed && place.current.after.length + place.current.before.length === 0)) {
      place.current = placeOf(latest.current, openId);
    }
  }, [openId, listed]);

  // The neighbours will be wanted next: have them ready before the key is pressed.
  useEffect(() => {
    if (!listed) return;
    const timer = setTimeout(() => {
      for (const id of [nextFrom(place.current, latest.current), previousFrom(place.current, latest.current)]) {
        if (id) void client.prefetchInfiniteQuery({ ...messagesIn(id), meta: AHEAD });
      }
    }, STAYS);
    return () => clearTimeout(timer);
  }, [openId, listed, client]);

  // The page follows a moment later; a second press in that moment must find the first one done.
  const go = (id: string, among = latest.current) => {
    place.current = placeOf(among, id);
    open(id);
  };

  const next = async () => {
    const target = nextFrom(place.current, latest.current);
    if (target !== undefined) return go(target);
    if (!more) return atEnd();
    const from = place.current?.id;
    const last = latest.current.at(-1);
    const loaded = (await loadMore()).map((it) => it.id);
    const first = loaded[loaded.indexOf(last ?? "") + 1];
    // Whoever went elsewhere while the page was on its way stays there.
    if (first !== undefined && place.current?.id === from) go(first, loaded);
  };

  const previous = () => {
    const target = previousFrom(place.current, latest.current);
    if (target !== undefined) go(target);
  };

  return { next, previous, peek: () => nextFrom(place.current, latest.current) ?? previousFrom(place.current, latest.current) };
}
