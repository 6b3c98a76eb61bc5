import { exactSpanOf, fromNow, spanOf } from "./span";

const NOW = Date.parse("2026-03-01T12:00:00.000Z");
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

it("says how long in the largest unit", () => {
  expect(spanOf(300, "en")).toBe("5 minutes");
  expect(spanOf(86_400 * 2 + 5, "en")).toBe("2 days");
  expect(spanOf(48 * 3_600, "zh-CN")).toBe("2天");
  expect(spanOf(12, "en")).toBe("12 seconds");
});

it("says how far off, and calls what is near now", () => {
  expect(fromNow(at(-12), NOW, "en")).toBe("12 min. ago");
  expect(fromNow(at(60 * 24 * 6 + 3), NOW, "en")).toBe("in 6 days");
  expect(fromNow(at(-0.5), NOW, "en")).toBe("now");
  expect(fromNow(at(-90), NOW, "zh-CN")).toBe("1小时前");
});

it.each([
  [0, "0 seconds"],
  [45, "45 seconds"],
  [220, "3 minutes 40 seconds"],
  [5_400, "1 hour 30 minutes"],
  [7_230, "2 hours"],
  [129_600, "1 day 12 hours"],
])("says %d seconds to the next unit", (seconds, text) => expect(exactSpanOf(seconds, "en")).toBe(text));
