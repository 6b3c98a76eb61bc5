import { useSyncExternalStore } from "react";

const PERIOD = 15_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  // One clock for the whole page, so that a thousand rows cost one timer and agree with each other.
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      listeners.forEach((it) => it());
    }, PERIOD);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The time in epoch milliseconds, renewed often enough for timers that show minutes. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
