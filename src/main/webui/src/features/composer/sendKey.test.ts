import { sends } from "./sendKey";

const press = (change: Partial<KeyboardEventInit & { keyCode: number }> = {}) =>
  ({ key: "Enter", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 13, ...change });

it("sends by Enter and makes a new line by Shift+Enter", () => {
  expect(sends(press(), "enter")).toBe(true);
  expect(sends(press({ shiftKey: true }), "enter")).toBe(false);
});

it("sends by Ctrl or Cmd and Enter where that was chosen", () => {
  expect(sends(press(), "mod-enter")).toBe(false);
  expect(sends(press({ ctrlKey: true }), "mod-enter")).toBe(true);
  expect(sends(press({ metaKey: true }), "mod-enter")).toBe(true);
});

it("never sends while Chinese is being composed", () => {
  expect(sends(press({ isComposing: true }), "enter")).toBe(false);
  expect(sends(press({ keyCode: 229 }), "enter")).toBe(false);
});
