import { cardFault, CARD_LIMITS, templateOf, type CardDraft } from "./cardRules";

const fits: CardDraft = { style: "BUTTONS", title: "What do you need?", buttons: ["Track order", "Human"] };

it.each<[string, Partial<CardDraft>, string | null]>([
  ["it fits", {}, null],
  ["the title is as long as may be", { title: "x".repeat(CARD_LIMITS.title) }, null],
  ["blanks around it do not count", { title: ` ${"x".repeat(CARD_LIMITS.title)} ` }, null],
  ["the title is too long", { title: "x".repeat(CARD_LIMITS.title + 1) }, "titleTooLong"],
  ["an emoji counts as two", { title: "👍".repeat(21) }, "titleTooLong"],
  ["there is no title", { title: " " }, "titleMissing"],
  ["there are no buttons", { buttons: ["", " "] }, "buttonsMissing"],
  ["a button is too long", { buttons: ["x".repeat(21)] }, "buttonTooLong"],
  ["a link may be longer", { style: "LINKS", buttons: ["x".repeat(40)] }, null],
  ["but not much", { style: "LINKS", buttons: ["x".repeat(41)] }, "buttonTooLong"],
  ["there are too many buttons", { buttons: ["a", "b", "c", "d"] }, "buttonsMissing"],
])("%s", (_, change, fault) => {
  expect(cardFault({ ...fits, ...change })).toBe(fault);
});

it("leaves out buttons that say nothing", () => {
  expect(templateOf({ ...fits, buttons: [" Yes ", ""] }).buttons).toEqual([{ title: "Yes" }]);
});
