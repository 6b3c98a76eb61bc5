import type { Shift } from "../../api/types";

export const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;

/** On which day it ends, as the server reads it: one that does not end later ends on the next day. */
export function endOf({ starts, ends }: Pick<Shift, "starts" | "ends">): "SAME_DAY" | "NEXT_DAY" | "WHOLE_DAY" {
  if (starts === ends) return "WHOLE_DAY";
  return ends < starts ? "NEXT_DAY" : "SAME_DAY";
}

/** Most people work at the same time every day, so the one to add is that of the day after. */
export function nextShift(shifts: readonly Shift[], zone: string): Shift {
  const last = shifts.at(-1);
  if (!last) return { weekday: "MONDAY", starts: "09:00", ends: "18:00", zone };
  const next = WEEKDAYS[(WEEKDAYS.indexOf(last.weekday) + 1) % WEEKDAYS.length] ?? "MONDAY";
  return { ...last, weekday: next };
}

/** The zone that all of them share; null if they differ. */
export function zoneOfAll(shifts: readonly Shift[], otherwise: string): string | null {
  const [first] = shifts;
  if (!first) return otherwise;
  return shifts.every((it) => it.zone === first.zone) ? first.zone : null;
}
