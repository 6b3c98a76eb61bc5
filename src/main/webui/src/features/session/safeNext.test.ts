import { safeNext } from "./safeNext";

it("goes back to a page of ours", () => {
  expect(safeNext("/inbox/1?view=all")).toBe("/inbox/1?view=all");
});

it.each([null, "//evil.example", "/\\evil.example", "https://evil.example/inbox", "javascript:alert(1)", "inbox", "\\evil"])(
  "S16: %s leads to the inbox",
  (next) => {
    expect(safeNext(next)).toBe("/inbox");
  },
);
