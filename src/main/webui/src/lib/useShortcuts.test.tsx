import { fireEvent, render, screen } from "@testing-library/react";
import { vi } from "vitest";
import { useShortcuts } from "./useShortcuts";

function Page({ action, letters = true, dialog = false }: { action: () => void; letters?: boolean; dialog?: boolean }) {
  useShortcuts({ e: action, "Shift+e": action, "Mod+k": action, "?": action, Escape: action }, letters);
  return (
    <>
      <input aria-label="field" />
      {dialog && <dialog open />}
    </>
  );
}

function pressing(init: KeyboardEventInit, props: { letters?: boolean; dialog?: boolean } = {}, inField = false): number {
  const action = vi.fn();
  const { unmount } = render(<Page action={action} {...props} />);
  fireEvent.keyDown(inField ? screen.getByLabelText("field") : document.body, init);
  unmount();
  return action.mock.calls.length;
}

it("acts on a letter, with or without Shift, and on what Shift makes of a key", () => {
  expect(pressing({ key: "e" })).toBe(1);
  expect(pressing({ key: "E", shiftKey: true })).toBe(1);
  expect(pressing({ key: "?", shiftKey: true })).toBe(1);
});

it("never acts on a letter while somebody types", () => {
  expect(pressing({ key: "e" }, {}, true)).toBe(0);
  expect(pressing({ key: "e", isComposing: true })).toBe(0);
});

it("acts on Ctrl and Cmd even while somebody types", () => {
  expect(pressing({ key: "k", ctrlKey: true }, {}, true)).toBe(1);
  expect(pressing({ key: "k", metaKey: true }, {}, true)).toBe(1);
});

it("does not take the browser's own Ctrl+E for the letter", () => {
  expect(pressing({ key: "e", ctrlKey: true })).toBe(0);
});

it("leaves letters alone when they are switched off, and while a dialog is open", () => {
  expect(pressing({ key: "e" }, { letters: false })).toBe(0);
  expect(pressing({ key: "k", ctrlKey: true }, { letters: false })).toBe(1);
  expect(pressing({ key: "e" }, { dialog: true })).toBe(0);
});
