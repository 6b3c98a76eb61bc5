import { NOON } from "../../testing/builders";
import type { HealthHour } from "../../api/cockpit";
import { everyHour, isQuiet, successOf, totalOf } from "./figures";

const HOUR = 3_600_000;
const anHour = (hoursAgo: number, change: Partial<HealthHour> = {}): HealthHour => ({
  hour: new Date(NOON - hoursAgo * HOUR).toISOString(),
  byWebhook: 0,
  recovered: 0,
  duplicates: 0,
  late: 0,
  conversationsCut: 0,
  listsCut: 0,
  sent: 0,
  failed: 0,
  ...change,
});

it("never rounds a failure away", () => {
  expect(successOf({ sent: 999, failed: 1 })).toBe(0.99);
  expect(successOf({ sent: 3, failed: 0 })).toBe(1);
  expect(successOf({ sent: 0, failed: 0 })).toBeNull();
});

it("shows the hours that the server leaves out as empty, oldest first", () => {
  const hours = everyHour([anHour(0, { byWebhook: 4 }), anHour(2, { recovered: 1 })], 4, NOON + 60_000);

  expect(hours.map((it) => it.byWebhook + it.recovered)).toEqual([0, 1, 0, 4]);
  expect(hours.map(isQuiet)).toEqual([true, false, true, false]);
});

it("counts what is beyond reach together, whichever list was cut", () => {
  expect(totalOf([anHour(0, { conversationsCut: 2 }), anHour(1, { listsCut: 3 })], "cut")).toBe(5);
});
