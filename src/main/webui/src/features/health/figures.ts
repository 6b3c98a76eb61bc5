import type { CockpitAccount, HealthHour } from "../../api/cockpit";

/** The share of replies that arrived; null where none was tried. Rounded down: 100 % means all of them. */
export function successOf({ sent, failed }: Pick<CockpitAccount["sends"], "sent" | "failed">): number | null {
  const tried = sent + failed;
  return tried === 0 ? null : Math.floor((sent / tried) * 100) / 100;
}

export type HourFigure = Exclude<keyof HealthHour, "hour" | "conversationsCut" | "listsCut"> | "cut";

export const HOUR_FIGURES = ["byWebhook", "recovered", "duplicates", "late", "cut", "sent", "failed"] as const satisfies readonly HourFigure[];

export function figureOf(hour: HealthHour, figure: HourFigure): number {
  return figure === "cut" ? hour.conversationsCut + hour.listsCut : hour[figure];
}

export function totalOf(hours: readonly HealthHour[], figure: HourFigure): number {
  return hours.reduce((sum, it) => sum + figureOf(it, figure), 0);
}

export function isQuiet(hour: HealthHour): boolean {
  return HOUR_FIGURES.every((it) => figureOf(hour, it) === 0);
}

/** Every hour up to now, oldest first, with nothing in those that the server left out. */
export function everyHour(hours: readonly HealthHour[], count: number, now: number): readonly HealthHour[] {
  const known = new Map(hours.map((it) => [Date.parse(it.hour), it]));
  const last = Math.floor(now / 3_600_000) * 3_600_000;
  return Array.from({ length: count }, (_, index) => {
    const hour = last - (count - 1 - index) * 3_600_000;
    return (
      known.get(hour) ?? {
        hour: new Date(hour).toISOString(),
        byWebhook: 0,
        recovered: 0,
        duplicates: 0,
        late: 0,
        conversationsCut: 0,
        listsCut: 0,
        sent: 0,
        failed: 0,
      }
    );
  });
}
