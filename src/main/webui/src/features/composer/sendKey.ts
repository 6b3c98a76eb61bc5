export type SendKey = "enter" | "mod-enter";

type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "keyCode">;

/** Chromium reports the Enter that ends a composition after it ended, with this code. */
const COMPOSING = 229;

/** Whether this key press sends. Enter also picks a candidate while Chinese is being typed, and must not send then. */
export function sends(event: Key, setting: SendKey): boolean {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === COMPOSING || event.altKey) return false;
  const modified = event.ctrlKey || event.metaKey;
  return setting === "enter" ? !event.shiftKey : modified && !event.shiftKey;
}
