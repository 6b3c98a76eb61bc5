import { morning } from "../../lib/morning";

export type SnoozePreset = "hours3" | "tomorrow" | "monday";

/** The moments worth offering at this hour, in the agent's own zone. */
export function snoozePresets(now: Date): readonly { preset: SnoozePreset; until: Date }[] {
  const later = new Date(now.getTime() + 3 * 3_600_000);
  const tomorrow = morning(now, 1);
  const monday = morning(now, (8 - now.getDay()) % 7 || 7);
  return [
    { preset: "hours3", until: later },
    { preset: "tomorrow", until: tomorrow },
    // On a Sunday both are the same morning.
    ...(monday.getTime() === tomorrow.getTime() ? [] : [{ preset: "monday" as const, until: monday }]),
  ];
}
