import type { Duty } from "../../api/types";

/** Those on duty first, the least busy before the others. */
export function byRoom(a: Duty, b: Duty): number {
  if (a.duty !== b.duty && (a.duty === "ON" || b.duty === "ON")) return a.duty === "ON" ? -1 : 1;
  return a.openCount / Math.max(1, a.capacity) - b.openCount / Math.max(1, b.capacity);
}
