import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// A machine that does three other things at once is slow, not wrong.
configure({ asyncUtilTimeout: 5_000 });

// What jsdom lacks and the page uses.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.removeAttribute("open");
};
window.matchMedia ??= (query: string) =>
  ({ matches: query.includes("min-width"), media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;
Element.prototype.scrollTo ??= () => undefined;

// The virtual list measures its pane; in jsdom everything has no size at all.
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 800 });
Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, get: () => 400 });

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem("tributary.locale", "en");
  sessionStorage.clear();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

// jsdom lays nothing out, so there is nothing to scroll to.
Element.prototype.scrollIntoView ??= () => undefined;
