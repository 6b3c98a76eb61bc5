import { useEffect, useRef } from "react";

/** Keys are written as they are spoken of: "j", "?", "Shift+E", "Mod+Shift+Enter" (Mod is Cmd on a Mac, Ctrl elsewhere). */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

export function nameOfKey(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">): string {
  const letter = event.key.length === 1;
  const isUpper = letter && event.key !== event.key.toLowerCase();
  return [
    event.ctrlKey || event.metaKey ? "Mod+" : "",
    event.altKey ? "Alt+" : "",
    // "?" already is Shift and a key; a capital letter is not a name anybody says.
    event.shiftKey && (!letter || isUpper) ? "Shift+" : "",
    letter ? event.key.toLowerCase() : event.key,
  ].join("");
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input:not([type=radio]), textarea, select, [contenteditable]") !== null;
}

function isElsewhere(target: EventTarget | null): boolean {
  return (
    document.querySelector("dialog[open]") !== null ||
    (target instanceof HTMLElement && target.closest("[role=menu]") !== null)
  );
}

/**
 * Listens on the whole page. Single letters never act while somebody types, nor while a dialog or menu is open, and can
 * be switched off (WCAG 2.1.4): people who dictate would set them off by speaking.
 */
export function useShortcuts(shortcuts: Shortcuts, singleLetters = true): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return;
      const name = nameOfKey(event);
      const withModifier = name.startsWith("Mod+");
      const single = event.key.length === 1 && !withModifier;
      if (single && (!singleLetters || isTyping(event.target))) return;
      if (!single && !withModifier && event.key !== "Escape" && isTyping(event.target)) return;
      const action = latest.current[name];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [singleLetters]);
}
