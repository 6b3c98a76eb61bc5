import type { Duty } from "../api/types";

/** Hundredths of a direct message, as people count: "7", "7.4". */
export function unitsOf(hundredths: number): string {
  return String(Math.round(hundredths / 10) / 10);
}

/** What somebody has of what they take: "7.4/8". */
export function loadOf({ load, capacity }: Duty): string {
  return `${unitsOf(load * 100)}/${capacity}`;
}
