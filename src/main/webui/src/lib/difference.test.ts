import { difference, type Piece } from "./difference";

const marked = (pieces: readonly Piece[]) => pieces.map((it) => (it.same ? it.text : `[${it.text}]`)).join("");

it("marks what only one of them has", () => {
  const { left, right } = difference("Huiliu Trading Co Ltd", "Huiliu Trading Co., Ltd.");

  expect(marked(left)).toBe("Huiliu Trading Co Ltd");
  expect(marked(right)).toBe("Huiliu Trading Co[.,] Ltd[.]");
});

it("tells full-width letters from narrow ones, and does not cut a character in two", () => {
  const { left, right } = difference("汇流Ａ😀", "汇流A😀");

  expect(marked(left)).toBe("汇流[Ａ]😀");
  expect(marked(right)).toBe("汇流[A]😀");
});

it("marks nothing where both are alike", () => {
  expect(difference("Same", "Same").left).toEqual([{ text: "Same", same: true }]);
  expect(difference("", "").right).toEqual([]);
});
