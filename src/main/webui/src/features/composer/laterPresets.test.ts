import { laterPresets, localTime } from "./laterPresets";

it("offers an hour, the next morning and the next Monday", () => {
  const friday = new Date(2026, 2, 6, 15, 30);

  expect(laterPresets(friday).map(({ preset, at }) => [preset, localTime(at)])).toEqual([
    ["hour", "2026-03-06T16:30"],
    ["tomorrow", "2026-03-07T09:00"],
    ["monday", "2026-03-09T09:00"],
  ]);
});

it("does not offer one morning twice", () => {
  expect(laterPresets(new Date(2026, 2, 8, 10)).map((it) => it.preset)).toEqual(["hour", "tomorrow"]);
});
