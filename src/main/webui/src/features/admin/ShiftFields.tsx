import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Shift } from "../../api/types";
import { Button, IconButton } from "../../components/Button";
import { SelectField } from "../../components/Field";
import { endOf, nextShift, WEEKDAYS, zoneOfAll } from "./shiftWeek";

interface Props {
  shifts: readonly Shift[];
  zone: string;
  onChange: (shifts: Shift[]) => void;
}

export function ShiftFields({ shifts, zone, onChange }: Props) {
  const { t } = useTranslation();
  const shared = zoneOfAll(shifts, zone);
  const change = (at: number, part: Partial<Shift>) => onChange(shifts.map((it, index) => (index === at ? { ...it, ...part } : it)));
  return (
    <>
      {shifts.length > 0 && (
        <ul className="shifts">
          {shifts.map((it, index) => {
            const day = t(`weekday.${it.weekday}`);
            const end = endOf(it);
            return (
              // Rows have no other name than their place, and keep it.
              <li key={index} className="shift">
                <select className="input" aria-label={t("shifts.weekday")} value={it.weekday} onChange={(event) => change(index, { weekday: event.target.value as Shift["weekday"] })}>
                  {WEEKDAYS.map((name) => (
                    <option key={name} value={name}>
                      {t(`weekday.${name}`)}
                    </option>
                  ))}
                </select>
                <input className="input number" type="time" required aria-label={t("shifts.starts", { day })} value={it.starts} onChange={(event) => change(index, { starts: event.target.value })} />
                <span aria-hidden="true">–</span>
                <input className="input number" type="time" required aria-label={t("shifts.ends", { day })} value={it.ends} onChange={(event) => change(index, { ends: event.target.value })} />
                <span className="shift-end faint">
                  {end !== "SAME_DAY" && t(`shifts.end.${end}`)}
                  {shared === null && ` ${it.zone}`}
                </span>
                <IconButton label={t("shifts.remove", { day, time: it.starts })} onClick={() => onChange(shifts.filter((_, at) => at !== index))}>
                  <Trash2 size={15} />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
      <div>
        <Button small onClick={() => onChange([...shifts, nextShift(shifts, shared ?? zone)])}>
          <Plus size={14} aria-hidden="true" />
          {t("shifts.add")}
        </Button>
      </div>
      <SelectField
        label={t("stores.timeZone")}
        hint={t("shifts.zoneHint")}
        value={shared ?? ""}
        disabled={shifts.length === 0}
        onChange={(event) => onChange(shifts.map((it) => ({ ...it, zone: event.target.value })))}
      >
        {shared === null && <option value="">{t("shifts.severalZones")}</option>}
        {zones(shared).map((it) => (
          <option key={it}>{it}</option>
        ))}
      </SelectField>
    </>
  );
}

/** The server may know one that this browser does not. */
function zones(known: string | null): readonly string[] {
  const all = Intl.supportedValuesOf("timeZone");
  return known === null || all.includes(known) ? all : [known, ...all];
}
