export type SnoozePreset = "hours3" | "tomorrow" | "monday";

const MORNING = 9;

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

function morning(from: Date, days: number): Date {
  const day = new Date(from);
  day.setDate(day.getDate() + days);
  day.setHours(MORNING, 0, 0, 0);
  return day;
}
