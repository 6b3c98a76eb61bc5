import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BoardAgent } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { DutyDot } from "../../components/DutyDot";
import { UserText } from "../../components/UserText";
import { loadOf } from "../../lib/load";
import { fromNow } from "../../lib/span";
import { clockTime, isSameDay, shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { CapacityDialog } from "./CapacityDialog";
import { PersonMenu } from "./PersonMenu";
import { RebalanceDialog } from "./RebalanceDialog";

const COLUMNS = ["name", "duty", "load", "here", "hour", "seen"] as const;
const ORDER = { ON: 0, BUSY: 1, AWAY: 2, OFF: 3 };

/** Who is there, with how much. The roles are said, because what CSS lays out as cards is no table to a browser any more. */
export function PeopleTable({ agents, storeId }: { agents: readonly BoardAgent[]; storeId: string }) {
  const { t } = useTranslation();
  const [acting, setActing] = useState<{ what: "capacity" | "move"; agentId: string } | null>(null);
  const sorted = agents.toSorted((a, b) => ORDER[a.duty.duty] - ORDER[b.duty.duty] || a.duty.name.localeCompare(b.duty.name));
  const who = agents.find((it) => it.duty.agentId === acting?.agentId);
  const close = () => setActing(null);
  return (
    <section className="section" aria-labelledby="board-people">
      <h2 id="board-people">{t("boardPage.people")}</h2>
      {sorted.length === 0 && <p className="faint">{t("boardPage.noPeople")}</p>}
      {sorted.length > 0 && (
        <div className="card people-card">
          <div className="people" role="table" aria-labelledby="board-people">
            <div className="people-head" role="row">
              {COLUMNS.map((it) => (
                <span key={it} role="columnheader">
                  {t(`boardPage.${it}`)}
                </span>
              ))}
              <span />
            </div>
            {sorted.map((it) => (
              <PersonRow
                key={it.duty.agentId}
                agent={it}
                onCapacity={() => setActing({ what: "capacity", agentId: it.duty.agentId })}
                onMove={() => setActing({ what: "move", agentId: it.duty.agentId })}
              />
            ))}
          </div>
        </div>
      )}
      {who && acting?.what === "capacity" && <CapacityDialog agent={who.duty} onClose={close} />}
      {who && acting?.what === "move" && <RebalanceDialog from={who} agents={agents} storeId={storeId} onClose={close} />}
    </section>
  );
}

function PersonRow({ agent, onCapacity, onMove }: { agent: BoardAgent; onCapacity: () => void; onMove: () => void }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { duty, open, unanswered, assignedLastHour, seenAt } = agent;
  const since = isSameDay(duty.since, new Date(now).toISOString()) ? clockTime(duty.since, i18n.language) : shortDateTime(duty.since, i18n.language);
  const full = duty.load >= duty.capacity;
  const cell = (column: (typeof COLUMNS)[number], children: ReactNode) => (
    <div className={`people-cell people-${column}`} role="cell">
      <span className="people-label" aria-hidden="true">
        {t(`boardPage.${column}`)}
      </span>
      <div className="number">{children}</div>
    </div>
  );
  return (
    <div className="people-row" role="row">
      <div className="people-cell people-name" role="rowheader">
        <span className="presence">
          <Avatar name={duty.name} seed={duty.agentId} size={28} />
          <DutyDot duty={duty.duty} connected={duty.connected} />
        </span>
        <strong className="truncate">
          <UserText text={duty.name} />
        </strong>
      </div>
      {cell(
        "duty",
        <>
          {t(`duty.${duty.duty}`)} <span className="faint">{t("boardPage.since", { time: since })}</span>
          {duty.duty !== "OFF" && !duty.connected && <span className="people-gone">{t("duty.GONE")}</span>}
        </>,
      )}
      {cell(
        "load",
        <>
          <span className={full ? "people-full" : ""}>{loadOf(duty)}</span>
          <span className={`load-bar ${full ? "load-bar-full" : ""}`} aria-hidden="true">
            <progress max={Math.max(1, duty.capacity)} value={Math.min(duty.load, duty.capacity)} />
          </span>
        </>,
      )}
      {cell(
        "here",
        <>
          {open} {unanswered > 0 && <span className="faint">{t("boardPage.unanswered", { count: unanswered })}</span>}
        </>,
      )}
      {cell("hour", assignedLastHour)}
      {cell("seen", seenAt ? fromNow(seenAt, now, i18n.language) : t("boardPage.never"))}
      <PersonMenu agent={agent} onCapacity={onCapacity} onMove={onMove} />
    </div>
  );
}
