import type { InfiniteData } from "@tanstack/react-query";
import type { SnapshotPage } from "../api/types";

export type Pages<T> = InfiniteData<SnapshotPage<T>, string | null>;

/** A page border may move between two fetches, and then an item is on both pages. */
export function itemsOf<T extends { id: string }>(pages: readonly SnapshotPage<T>[]): readonly T[] {
  const met = new Set<string>();
  return pages.flatMap((page) => page.items.filter((it) => !met.has(it.id) && met.add(it.id)));
}

/**
 * Puts items back on as many pages as there were, so that a refetch still asks for all of them.
 * The first page takes what is new.
 */
export function onPages<T>(before: Pages<T>, items: readonly T[]): Pages<T> {
  let end = items.length;
  const pages = before.pages
    .toReversed()
    .map((page, fromLast) => {
      const first = fromLast === before.pages.length - 1;
      const start = first ? 0 : Math.max(0, end - page.items.length);
      const own = items.slice(start, end);
      end = start;
      return { ...page, items: own };
    })
    .toReversed();
  return { ...before, pages };
}

/** A thread comes newest page first, each page oldest message first. */
export function messagesOf<T extends { id: string }>(pages: readonly SnapshotPage<T>[]): readonly T[] {
  return itemsOf(pages.toReversed());
}

/** The counterpart of {@link onPages} for a thread: what is new belongs to the newest page, which is the first. */
export function onThreadPages<T>(before: Pages<T>, messages: readonly T[]): Pages<T> {
  let start = 0;
  const pages = before.pages
    .toReversed()
    .map((page, fromOldest) => {
      const newest = fromOldest === before.pages.length - 1;
      const end = newest ? messages.length : Math.min(messages.length, start + page.items.length);
      const own = messages.slice(start, end);
      start = end;
      return { ...page, items: own };
    })
    .toReversed();
  return { ...before, pages };
}
