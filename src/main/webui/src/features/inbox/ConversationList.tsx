import { ArrowUp } from "lucide-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationFilter } from "../../api/conversationFilter";
import type { Account, Conversation, Duty } from "../../api/types";
import { ErrorState } from "../../components/State";
import { ConversationRow } from "./ConversationRow";
import { EmptyList } from "./EmptyList";
import { ListSkeleton } from "./ListSkeleton";
import { shiftOf } from "./shiftOf";
import type { useConversationList } from "./useConversationList";

interface Props {
  filter: ConversationFilter;
  list: ReturnType<typeof useConversationList>;
  accounts: ReadonlyMap<string, Account>;
  colleagues: ReadonlyMap<string, Duty>;
  /** Conversations in which something was begun and not sent. */
  begun: ReadonlySet<string>;
  selectedId: string | undefined;
  onSelect: (conversation: Conversation) => void;
  onClear: () => void;
}

const ROW = 76;
/** How far from the end the next page is asked for, in rows. */
const AHEAD = 12;

export function ConversationList({ filter, list, accounts, colleagues, begun, selectedId, onSelect, onClear }: Props) {
  const { t } = useTranslation();
  const { query, items, waiting, more, hold, release } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string>();
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (index) => items[index]?.id ?? index,
  });
  const shown = rows.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const { fetchNextPage, isFetchingNextPage, isFetchNextPageError } = query;

  useEffect(() => {
    if (more && !isFetchingNextPage && !isFetchNextPageError && lastShown >= items.length - AHEAD) void fetchNextPage();
  }, [more, isFetchingNextPage, isFetchNextPageError, lastShown, items.length, fetchNextPage]);

  const selectedIndex = items.findIndex((it) => it.id === selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) rows.scrollToIndex(selectedIndex, { align: "auto" });
    // Only when the selection moves: rows that move by themselves must not drag the list along.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId]);

  // Whoever has scrolled down goes on seeing what they were looking at when rows come and go above it.
  const before = useRef<readonly Conversation[]>(items);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && element.scrollTop > 0 && before.current !== items) {
      const first = Math.floor(element.scrollTop / ROW);
      const seen = before.current.slice(first, first + Math.ceil(element.clientHeight / ROW)).map((it) => it.id);
      const moved = shiftOf(seen, first, items.map((it) => it.id));
      if (moved !== 0) element.scrollTop += moved * ROW;
    }
    before.current = items;
  }, [items]);

  // A focused row that leaves the list must not take the keyboard with it.
  const hadFocus = useRef<number>(undefined);
  useLayoutEffect(() => {
    const at = hadFocus.current;
    if (at === undefined || items.some((it) => it.id === focusedId)) return;
    hadFocus.current = undefined;
    if (document.activeElement === document.body) focusRow(Math.min(at, items.length - 1));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [items, focusedId]);

  if (query.isPending) return <ListSkeleton />;
  if (query.isError && items.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (items.length === 0 && !more) return <EmptyList filter={filter} hasAccounts={accounts.size > 0} onClear={onClear} />;

  // One row takes part in the tab order: the one last touched, else the open one, else the first.
  const tabStop = items.find((it) => it.id === focusedId)?.id ?? items[selectedIndex]?.id ?? items[0]?.id;

  function focusRow(index: number) {
    const target = items[index];
    if (!target) return;
    setFocusedId(target.id);
    rows.scrollToIndex(index, { align: "auto" });
    // The row may have to be scrolled into existence first.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${target.id}"]`)?.focus());
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const at = items.findIndex((it) => it.id === tabStop);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: Math.min(at + page, items.length - 1),
      PageUp: Math.max(at - page, 0),
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      focusRow(to);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const target = items[at];
      if (target) onSelect(target);
    }
  };

  const onPointerMove = (event: PointerEvent) => {
    // A finger that moves is scrolling, and a list that is scrolled keeps its place anyway.
    if (event.pointerType === "mouse") hold();
  };

  return (
    <div className="list-scroll" ref={scroller} onPointerMove={onPointerMove} onPointerLeave={release}>
      {waiting > 0 && (
        <button
          type="button"
          className="list-waiting"
          onClick={() => {
            release();
            scroller.current?.scrollTo({ top: 0 });
          }}
        >
          <ArrowUp size={13} aria-hidden="true" />
          {t("list.waiting", { count: waiting })}
        </button>
      )}
      <div
        role="listbox"
        aria-label={t("list.label", { view: t(`view.${filter.view}`) })}
        aria-busy={query.isFetching}
        className="list-rows"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
        onFocus={(event) => (hadFocus.current = items.findIndex((it) => it.id === event.target.dataset["id"]))}
        onBlur={(event) => event.relatedTarget && (hadFocus.current = undefined)}
      >
        {shown.map((row) => {
          const conversation = items[row.index];
          if (!conversation) return null;
          return (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              account={accounts.get(conversation.accountId)}
              assignee={conversation.assigneeId ? colleagues.get(conversation.assigneeId) : undefined}
              begun={begun.has(conversation.id)}
              selected={conversation.id === selectedId}
              tabStop={conversation.id === tabStop}
              position={row.index + 1}
              size={more ? -1 : items.length}
              top={row.start}
              onSelect={onSelect}
              onFocus={setFocusedId}
            />
          );
        })}
      </div>
      {isFetchingNextPage && <p className="list-more">{t("common.loading")}</p>}
      {isFetchNextPageError && (
        <button type="button" className="list-more list-more-failed" onClick={() => void fetchNextPage()}>
          {t("list.moreFailed")}
        </button>
      )}
    </div>
  );
}
