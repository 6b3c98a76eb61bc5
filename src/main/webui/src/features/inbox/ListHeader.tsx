import { ArrowDownWideNarrow, ListFilter, Menu as MenuIcon, Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SORTS, type ConversationFilter } from "../../api/conversationFilter";
import type { Account } from "../../api/types";
import { IconButton } from "../../components/Button";
import { Menu, MenuChoice, MenuLabel, MenuLine } from "../../components/Menu";
import { FilterChips } from "./FilterChips";
import { useDebounced } from "../../lib/useDebounced";

interface Props {
  filter: ConversationFilter;
  account: Account | undefined;
  onChange: (filter: ConversationFilter) => void;
  onOpenNav: (() => void) | undefined;
}

const STATUSES = ["OPEN", "SNOOZED", "RESOLVED"] as const;
const SURFACES = ["ALL", "DM", "COMMENT"] as const;
const TYPING_PAUSE = 300;

export function ListHeader({ filter, account, onChange, onOpenNav }: Props) {
  const { t } = useTranslation();
  const { surface, ...anySurface } = filter;
  return (
    <header className="list-head">
      <div className="list-title">
        {onOpenNav && (
          <IconButton label={t("nav.open")} shortcut="[" onClick={onOpenNav}>
            <MenuIcon size={18} />
          </IconButton>
        )}
        <h2 className="truncate">{t(`view.${filter.view}`)}</h2>
        <Menu
          trigger={
            <IconButton label={t("list.filter")} aria-pressed={surface !== undefined}>
              <ListFilter size={17} />
            </IconButton>
          }
        >
          <MenuLabel>{t("list.kind")}</MenuLabel>
          <MenuChoice
            value={surface === "DM" || surface === "COMMENT" ? surface : "ALL"}
            choices={SURFACES.map((value) => ({ value, label: t(`surface.${value}`) }))}
            onChange={(picked) => onChange(picked === "ALL" ? anySurface : { ...filter, surface: picked })}
          />
        </Menu>
        <Menu
          trigger={
            <IconButton label={t("list.sort")} disabled={filter.view === "expiring"}>
              <ArrowDownWideNarrow size={17} />
            </IconButton>
          }
        >
          <MenuLabel>{t("list.sort")}</MenuLabel>
          <MenuChoice
            value={filter.sort}
            choices={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
            onChange={(sort) => onChange({ ...filter, sort })}
          />
          <MenuLine />
          <MenuLabel>{t("list.sortHint")}</MenuLabel>
        </Menu>
      </div>
      <SearchBox key={`${filter.view}${filter.account}`} filter={filter} onChange={onChange} />
      <FilterChips filter={filter} account={account} onChange={onChange} />
      <div className="list-tabs" role="group" aria-label={t("list.status")}>
        {STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            aria-pressed={filter.status === status}
            onClick={() => onChange({ ...filter, status })}
          >
            {t(`status.${status}`)}
          </button>
        ))}
      </div>
    </header>
  );
}

function SearchBox({ filter, onChange }: Pick<Props, "filter" | "onChange">) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(filter.q ?? "");
  const settled = useDebounced(typed.trim(), TYPING_PAUSE);
  const latest = useRef({ filter, onChange });
  latest.current = { filter, onChange };

  const known = useRef(filter.q ?? "");

  useEffect(() => {
    const { q: _before, ...rest } = latest.current.filter;
    if (known.current === settled) return;
    known.current = settled;
    latest.current.onChange(settled ? { ...rest, q: settled } : rest);
  }, [settled]);

  // Somebody else changed it: "Clear filter", or Back.
  const q = filter.q ?? "";
  useEffect(() => {
    if (known.current === q) return;
    known.current = q;
    setTyped(q);
  }, [q]);

  return (
    <div className="search" role="search">
      <Search size={15} aria-hidden="true" />
      <input
        type="search"
        className="search-input"
        aria-label={t("list.search")}
        placeholder={t("list.search")}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), setTyped(""))}
      />
      {typed && (
        <button type="button" className="search-clear" aria-label={t("list.clearSearch")} onClick={() => setTyped("")}>
          <X size={14} />
        </button>
      )}
    </div>
  );
}
