import { shiftOf } from "./shiftOf";

it("follows rows that were pushed down", () => {
  expect(shiftOf(["c", "d", "e"], 2, ["new", "a", "b", "c", "d", "e"])).toBe(1);
});

it("does not follow the one that rises to the top", () => {
  expect(shiftOf(["c", "d", "e"], 2, ["c", "a", "b", "d", "e"])).toBe(0);
  expect(shiftOf(["c", "d", "e"], 2, ["e", "a", "b", "c", "d"])).toBe(1);
});

it("stays where nothing of what was in sight is left", () => {
  expect(shiftOf(["c", "d"], 2, ["x", "y"])).toBe(0);
});
