import { snoozePresets } from "./snoozePresets";

const on = (day: string) => snoozePresets(new Date(day)).map(({ preset, until }) => [preset, until.getDay(), until.getHours()]);

it("offers tomorrow and Monday in the middle of the week", () => {
  expect(on("2026-03-04T15:00:00")).toEqual([["hours3", 3, 18], ["tomorrow", 4, 9], ["monday", 1, 9]]);
});

it("does not offer the same morning twice on a Sunday", () => {
  expect(on("2026-03-01T15:00:00").map(([preset]) => preset)).toEqual(["hours3", "tomorrow"]);
});

it("means the next Monday when it is Monday", () => {
  const monday = snoozePresets(new Date("2026-03-02T15:00:00")).find((it) => it.preset === "monday");

  expect(monday?.until.getDate()).toBe(9);
});
