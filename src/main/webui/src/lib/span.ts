const STEPS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

function stepOf(seconds: number): readonly [unit: "day" | "hour" | "minute" | "second", amount: number] {
  const [unit, size] = STEPS.find(([, size]) => seconds >= size) ?? (["second", 1] as const);
  return [unit, Math.trunc(seconds / size)];
}

/** How long something takes, in its largest unit: "5 minutes". */
export function spanOf(seconds: number, locale: string): string {
  const [unit, amount] = stepOf(Math.max(0, seconds));
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(amount);
}

/** The same to the next smaller unit, where a duration is a promise or a measurement: "1 hour 30 minutes". */
export function exactSpanOf(seconds: number, locale: string): string {
  const [unit] = stepOf(Math.max(0, seconds));
  const size = STEPS.find(([it]) => it === unit)?.[1] ?? 1;
  const rest = Math.round(Math.max(0, seconds) % size);
  const whole = spanOf(seconds, locale);
  return unit === "second" || rest === 0 || (size > 60 && rest < 60) ? whole : `${whole} ${spanOf(rest, locale)}`;
}

/** How far something is from now, in its largest unit: "12 min. ago", "in 6 days"; what is nearer than a minute is "now". */
export function fromNow(iso: string, now: number, locale: string): string {
  const seconds = (Date.parse(iso) - now) / 1_000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  if (Math.abs(seconds) < 60) return format.format(0, "second");
  const [unit, amount] = stepOf(Math.abs(seconds));
  return new Intl.RelativeTimeFormat(locale, { numeric: "always", style: "short" }).format(seconds < 0 ? -amount : amount, unit);
}
