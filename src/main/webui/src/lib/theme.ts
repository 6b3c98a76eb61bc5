export type Theme = "light" | "dark" | "system";

const KEPT_AS = "tributary.theme";
const dark = () => window.matchMedia("(prefers-color-scheme: dark)");

export function firstTheme(): Theme {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === "light" || kept === "dark" ? kept : "system";
}

function paint(theme: Theme): void {
  const resolved = theme === "system" ? (dark().matches ? "dark" : "light") : theme;
  document.documentElement.dataset["theme"] = resolved;
}

/** Kept in the browser as well as in the account, so that the log-in page does not flash. */
export function wear(theme: Theme): void {
  localStorage.setItem(KEPT_AS, theme);
  paint(theme);
}

/** Follows the system for as long as the page lives. */
export function followSystemTheme(): void {
  paint(firstTheme());
  dark().addEventListener("change", () => paint(firstTheme()));
}
