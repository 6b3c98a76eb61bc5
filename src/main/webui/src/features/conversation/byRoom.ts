import type { Duty } from "../../api/types";

/** Those who take something new first, then who is at work, then the others; the least busy first of each. */
export function byRoom(a: Duty, b: Duty): number {
  return place(a) - place(b) || share(a) - share(b);
}

function place(it: Duty): number {
  if (it.duty === "ON" && it.connected) return 0;
  return it.duty === "OFF" ? 2 : 1;
}

function share(it: Duty): number {
  return it.load / Math.max(1, it.capacity);
}
