import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Board } from "../../api/types";
import { spanOf } from "../../lib/span";
import { useNow } from "../../lib/useNow";

export function QueueTiles({ board: { queue, agents } }: { board: Board }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const wait = (since: string | null) => (since ? spanOf((now - Date.parse(since)) / 1_000, i18n.language) : t("boardPage.nobodyWaits"));
  const onDuty = agents.filter(({ duty }) => duty.duty === "ON");
  const room = onDuty.filter(({ duty }) => duty.connected).reduce((sum, { duty }) => sum + Math.max(0, Math.floor(duty.capacity - duty.load)), 0);
  return (
    <dl className="tiles">
      <Tile label={t("boardPage.waiting")} small={t("boardPage.unanswered", { count: queue.unanswered })}>
        {queue.length}
      </Tile>
      <Tile label={t("boardPage.longest")}>{wait(queue.longestSince)}</Tile>
      <Tile label={t("boardPage.median")}>{wait(queue.medianSince)}</Tile>
      <Tile label={t("boardPage.closing")} alarming={queue.closing > 0}>
        {queue.closing}
      </Tile>
      <Tile label={t("boardPage.onDuty")} small={t("boardPage.room", { count: room })} alarming={onDuty.length === 0 && queue.length > 0}>
        {onDuty.length} <span className="tile-of">{t("boardPage.ofAll", { count: agents.length })}</span>
      </Tile>
    </dl>
  );
}

function Tile({ label, small, alarming = false, children }: { label: string; small?: string; alarming?: boolean; children: ReactNode }) {
  return (
    <div className={`card tile ${alarming ? "tile-alarming" : ""}`}>
      <dt>{label}</dt>
      <dd>
        <span className="tile-value number">{children}</span>
        {small && <span className="tile-small number">{small}</span>}
      </dd>
    </div>
  );
}
