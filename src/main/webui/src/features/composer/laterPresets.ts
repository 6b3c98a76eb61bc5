import { morning } from "../../lib/morning";

export type LaterPreset = "hour" | "tomorrow" | "monday";

/** The moments worth offering at this hour for a reply that leaves later, in the agent's own zone. */
export function laterPresets(now: Date): readonly { preset: LaterPreset; at: Date }[] {
  const tomorrow = morning(now, 1);
  const monday = morning(now, (8 - now.getDay()) % 7 || 7);
  return [
    { preset: "hour", at: new Date(now.getTime() + 3_600_000) },
    { preset: "tomorrow", at: tomorrow },
    // On a Sunday both are the same morning.
    ...(monday.getTime() === tomorrow.getTime() ? [] : [{ preset: "monday" as const, at: monday }]),
  ];
}

/** What a field for a time of the agent's own zone takes: 2026-03-01T09:00. */
export function localTime(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
