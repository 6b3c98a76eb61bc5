import { inHeldOrder } from "./useSteadyOrder";

const of = (...ids: string[]) => ids.map((id) => ({ id }));
const held = ["a", "b", "c"];

it("leaves every row where it was and lets what came in wait", () => {
  expect(inHeldOrder(held, of("new", "c", "a", "b"))).toEqual({ items: of("a", "b", "c"), waiting: 1 });
});

it("shows what was loaded below", () => {
  expect(inHeldOrder(held, of("a", "b", "c", "d", "e"))).toEqual({ items: of("a", "b", "c", "d", "e"), waiting: 0 });
});

it("lets go of what has left the list", () => {
  expect(inHeldOrder(held, of("a", "c"))).toEqual({ items: of("a", "c"), waiting: 0 });
});
