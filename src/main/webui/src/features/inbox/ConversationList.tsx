import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationFilter } from "../../api/conversationFilter";
import type { Account, Conversation, Duty } from "../../api/types";
import { ErrorState } from "../../components/State";
import { ConversationRow } from "./ConversationRow";
import { EmptyList } from "./EmptyList";
import { ListSkeleton } from "./ListSkeleton";
import type { useConversationList } from "./useConversationList";

interface Props {
  filter: ConversationFilter;
  list: ReturnType<typeof useConversationList>;
  accounts: ReadonlyMap<string, Account>;
  colleagues: ReadonlyMap<string, Duty>;
  selectedId: string | undefined;
  onSelect: (conversation: Conversation) => void;
  onClear: () => void;
}

const ROW = 76;
/** How far from the end the next page is asked for, in rows. */
const AHEAD = 12;

export function ConversationList({ filter, list, accounts, colleagues, selectedId, onSelect, onClear }: Props) {
  const { t } = useTranslation();
  const { query, items, more } = list;
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

  if (query.isPending) return <ListSkeleton />;
  if (query.isError && items.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (items.length === 0 && !more) return <EmptyList filter={filter} hasAccounts={accounts.size > 0} onClear={onClear} />;

  // One row takes part in the tab order: the one last touched, else the open one, else the first.
  const tabStop = items.find((it) => it.id === focusedId)?.id ?? items[selectedIndex]?.id ?? items[0]?.id;

  const focusRow = (index: number) => {
    const target = items[index];
    if (!target) return;
    setFocusedId(target.id);
    rows.scrollToIndex(index, { align: "auto" });
    // The row may have to be scrolled into existence first.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${target.id}"]`)?.focus());
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const at = items.findIndex((it) => it.id === tabStop);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      focusRow(to);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const target = items[at];
      if (target) onSelect(target);
    }
  };

  return (
    <div className="list-scroll" ref={scroller}>
      <div
        role="listbox"
        aria-label={t("list.label", { view: t(`view.${filter.view}`) })}
        aria-busy={query.isFetching}
        className="list-rows"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
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
