import { NOON, at } from "../testing/builders";
import { windowLeft } from "./windowLeft";

it.each([
  [48 * 60, { tone: "calm", hours: 48, minutes: 0 }],
  [12 * 60, { tone: "calm", hours: 12, minutes: 0 }],
  [12 * 60 - 1, { tone: "soon", hours: 11, minutes: 59 }],
  [5 * 60 + 12, { tone: "soon", hours: 5, minutes: 12 }],
  [119, { tone: "urgent", hours: 1, minutes: 59 }],
  [1, { tone: "urgent", hours: 0, minutes: 1 }],
  [0, { tone: "closed", hours: 0, minutes: 0 }],
  [-5, { tone: "closed", hours: 0, minutes: 0 }],
])("a window that ends in %i minutes is %o", (minutes, expected) => {
  expect(windowLeft(at(minutes), NOON)).toEqual(expected);
});

it("promises no minute that is not whole", () => {
  expect(windowLeft(new Date(NOON + 119_999).toISOString(), NOON).minutes).toBe(1);
});
