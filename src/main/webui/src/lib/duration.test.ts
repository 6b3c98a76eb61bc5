import { durationOf, secondsOf } from "./duration";

it.each([
  ["PT5M", 300],
  ["PT720H", 2_592_000],
  ["P30D", 2_592_000],
  ["P1DT2H3M4S", 93_784],
  ["PT0S", 0],
  ["PT2M30.5S", 150.5],
  ["five minutes", 0],
])("reads %s", (text, seconds) => expect(secondsOf(text)).toBe(seconds));

it("writes what it reads", () => expect(secondsOf(durationOf(5_400))).toBe(5_400));
