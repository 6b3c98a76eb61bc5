const MORNING = 9;

/** Nine o'clock some days later, in the agent's own zone. */
export function morning(from: Date, days: number): Date {
  const day = new Date(from);
  day.setDate(day.getDate() + days);
  day.setHours(MORNING, 0, 0, 0);
  return day;
}
