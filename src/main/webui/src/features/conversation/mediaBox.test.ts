import { boxOf } from "./mediaBox";

it("gives a picture its place by its size, and no more than the thread has", () => {
  expect(boxOf({ kind: "IMAGE", width: 100, height: 80 })).toEqual({ width: 100, aspectRatio: "100 / 80" });
  expect(boxOf({ kind: "IMAGE", width: 2600, height: 1300 })).toEqual({ width: 260, aspectRatio: "260 / 130" });
  expect(boxOf({ kind: "IMAGE", width: 1000, height: 3200 })).toEqual({ width: 100, aspectRatio: "100 / 320" });
});

it("keeps a sliver large enough to be seen", () => {
  expect(boxOf({ kind: "IMAGE", width: 9000, height: 1 })).toEqual({ width: 260, aspectRatio: "260 / 72" });
});

it("leaves the place to the style sheet while the size is unknown", () => {
  expect(boxOf({ kind: "IMAGE", width: null, height: null })).toBeUndefined();
  expect(boxOf({ kind: "STICKER", width: 500, height: 500 })).toBeUndefined();
});
