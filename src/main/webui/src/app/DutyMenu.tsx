import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../api/client";
import { myDuty } from "../api/queries";
import type { Duty } from "../api/types";
import { DutyDot } from "../components/DutyDot";
import { Menu, MenuChoice, MenuLabel, MenuLine } from "../components/Menu";
import { useToast } from "../components/Toasts";
import { useProblemText } from "../i18n/useProblemText";
import { soonTime } from "../lib/time";
import { useNow } from "../lib/useNow";

const STATES = ["ON", "BUSY", "AWAY", "OFF"] as const;

/** Whether I take work, by my own word, and until when it holds. */
export function DutyMenu() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const now = useNow();
  const { data: mine } = useQuery(myDuty);
  const change = useMutation({
    mutationFn: (duty: Duty["duty"]) => sendJson<Duty>("PUT", "/api/me/duty", { duty }),
    onSuccess: (it) => {
      client.setQueryData(myDuty.queryKey, it);
      say(t(`duty.now.${it.duty}`));
    },
    onError: (error) => say(words(error), "danger"),
  });
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
          disabled={change.isPending}
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
        onChange={(duty) => change.mutate(duty)}
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
