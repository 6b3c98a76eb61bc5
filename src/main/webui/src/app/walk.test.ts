import { nextFrom, placeOf, previousFrom } from "./walk";

const list = ["a", "b", "c", "d"];

it("goes on below a conversation that has risen to the top", () => {
  expect(nextFrom(placeOf(list, "b"), ["b", "a", "c", "d"])).toBe("c");
});

it("goes on below a conversation that has left the list", () => {
  expect(nextFrom(placeOf(list, "b"), ["a", "c", "d"])).toBe("c");
  expect(previousFrom(placeOf(list, "b"), ["a", "c", "d"])).toBe("a");
});

it("leaves out what has gone meanwhile", () => {
  expect(nextFrom(placeOf(list, "a"), ["a", "d"])).toBe("d");
  expect(previousFrom(placeOf(list, "d"), ["a", "d"])).toBe("a");
});

it("does not begin at the top again after the last one was answered", () => {
  expect(nextFrom(placeOf(list, "d"), ["d", "a", "b", "c"])).toBeUndefined();
});

it("goes up to what has come in since", () => {
  expect(previousFrom(placeOf(list, "a"), ["new", ...list])).toBe("new");
});

it("begins with the first one where none is open, or the open one is from elsewhere", () => {
  expect(nextFrom(undefined, list)).toBe("a");
  expect(previousFrom(undefined, list)).toBe("a");
  expect(nextFrom(placeOf(list, "elsewhere"), list)).toBe("a");
});
