import { itemsOf, messagesOf, onPages, onThreadPages } from "./pages";

const page = (...ids: string[]) => ({ items: ids.map((id) => ({ id })), next: null });
const data = (...pages: ReturnType<typeof page>[]) => ({ pages, pageParams: pages.map(() => null) });
const named = (...ids: string[]) => ids.map((id) => ({ id }));
const shape = (it: { pages: readonly { items: readonly { id: string }[] }[] }) => it.pages.map((p) => p.items.map((i) => i.id).join(""));

it("shows an item once though a page border moved over it", () => {
  expect(itemsOf([page("a", "b"), page("b", "c")]).map((it) => it.id)).toEqual(["a", "b", "c"]);
});

it("gives what is new to the first page and keeps the others", () => {
  expect(shape(onPages(data(page("a", "b"), page("c", "d")), named("x", "a", "b", "c", "d")))).toEqual(["xab", "cd"]);
});

it("loses nothing when there is less than before", () => {
  expect(shape(onPages(data(page("a", "b"), page("c", "d")), named("d")))).toEqual(["", "d"]);
});

it("reads a thread from its oldest page and adds what is new to the newest", () => {
  const thread = data(page("c", "d"), page("a", "b"));

  expect(messagesOf(thread.pages).map((it) => it.id).join("")).toBe("abcd");
  expect(shape(onThreadPages(thread, named("a", "b", "c", "d", "e")))).toEqual(["cde", "ab"]);
});
