import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DutyDot } from "../components/DutyDot";
import { Menu, MenuChoice, MenuLabel, MenuLine } from "../components/Menu";
import { soonTime } from "../lib/time";
import { useNow } from "../lib/useNow";
import { useMyDuty } from "../features/inbox/useMyDuty";

const STATES = ["ON", "BUSY", "AWAY", "OFF"] as const;

/** Whether I take work, by my own word, and until when it holds. */
export function DutyMenu() {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { mine, turn } = useMyDuty();
  if (!mine) return null;
  const until = mine.followsShifts && mine.until ? t("duty.until", { time: soonTime(mine.until, now, i18n.language) }) : null;
  const name = t(`duty.${mine.duty}`);
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={`rail-duty rail-duty-${mine.duty}`}
          aria-label={`${t("duty.label")}: ${name}${until ? `, ${until}` : ""}`}
          title={until ? `${name} · ${until}` : name}
          disabled={turn.isPending}
        >
          <span className="rail-duty-state">
            <DutyDot duty={mine.duty} connected />
            <ChevronDown size={12} aria-hidden="true" />
          </span>
          <span className="rail-duty-text">{t(`duty.short.${mine.duty}`)}</span>
        </button>
      }
    >
      <MenuLabel>{t("duty.label")}</MenuLabel>
      <MenuChoice
        value={mine.duty}
        onChange={(duty) => turn.mutate(duty)}
        choices={STATES.map((it) => ({
          value: it,
          label: t(`duty.${it}`),
          hint: t(`duty.hint.${it}`),
          icon: <DutyDot duty={it} connected />,
        }))}
      />
      {until && (
        <>
          <MenuLine />
          <MenuLabel>{until}</MenuLabel>
        </>
      )}
    </Menu>
  );
}
