import { fromNow, spanOf } from "./span";

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
