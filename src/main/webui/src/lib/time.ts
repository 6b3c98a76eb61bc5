const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    // Building one takes about 50 µs and a list asks for hundreds.
    known = new Intl.DateTimeFormat(locale, options);
    formats.set(key, known);
  }
  return known;
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

function daysBefore(time: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(time)) / DAY);
}

export function clockTime(iso: string | number, locale: string): string {
  return format(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(iso));
}

export function fullTime(iso: string, locale: string): string {
  return format(locale, { dateStyle: "full", timeStyle: "medium" }).format(new Date(iso));
}

export function shortDateTime(iso: string, locale: string): string {
  return format(locale, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(iso));
}

/** What a list has room for: the time today, the weekday this week, else the date. */
export function listTime(iso: string, now: number, locale: string): string {
  const time = Date.parse(iso);
  const days = daysBefore(time, now);
  if (days <= 0) return clockTime(iso, locale);
  if (days < 7) return format(locale, { weekday: "short" }).format(time);
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return sameYear
    ? format(locale, { month: "short", day: "numeric" }).format(time)
    : format(locale, { year: "numeric", month: "numeric", day: "numeric" }).format(time);
}

/** Something that comes within a week: the time today, else with its weekday. */
export function soonTime(iso: string, now: number, locale: string): string {
  const time = Date.parse(iso);
  return daysBefore(time, now) === 0
    ? clockTime(iso, locale)
    : format(locale, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time);
}

/** The line between two days of a thread. */
export function dayLabel(iso: string, now: number, locale: string): string {
  const time = Date.parse(iso);
  const days = daysBefore(time, now);
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day");
    return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
  }
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return format(locale, {
    weekday: "long",
    month: "long",
    day: "numeric",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(time);
}

export function isSameDay(a: string, b: string): boolean {
  return startOfDay(Date.parse(a)) === startOfDay(Date.parse(b));
}
