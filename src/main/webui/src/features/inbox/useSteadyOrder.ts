import { useCallback, useEffect, useRef, useState } from "react";

/** A pointer that rests is not about to click. */
const RESTS_AFTER = 4_000;

/** The items in the order that was held: what came in above waits, what was loaded below is there. */
export function inHeldOrder<T extends { id: string }>(held: readonly string[], items: readonly T[]): { items: readonly T[]; waiting: number } {
  const byId = new Map(items.map((it) => [it.id, it]));
  const known = new Set(held);
  const kept = held.flatMap((id) => byId.get(id) ?? []);
  const lastKept = Math.max(-1, ...items.flatMap((it, index) => (known.has(it.id) ? [index] : [])));
  const below = items.slice(lastKept + 1);
  return { items: [...kept, ...below], waiting: items.length - kept.length - below.length };
}

/**
 * Keeps the rows of a live list where they are while a mouse moves over them: nobody should open another conversation
 * than the one they aimed at.
 */
export function useSteadyOrder<T extends { id: string }>(items: readonly T[], listKey: string) {
  const [held, setHeld] = useState<{ key: string; ids: readonly string[] } | null>(null);
  const latest = useRef(items);
  latest.current = items;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const release = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(null);
  }, []);
  const hold = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(release, RESTS_AFTER);
    setHeld((it) => (it?.key === listKey ? it : { key: listKey, ids: latest.current.map(({ id }) => id) }));
  }, [release, listKey]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const steady = held?.key === listKey ? inHeldOrder(held.ids, items) : { items, waiting: 0 };
  return { ...steady, hold, release };
}
