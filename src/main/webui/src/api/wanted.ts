const KEPT_AS = "tributary.wanted";

/**
 * Which account this tab of the browser went to TikTok to reconnect. TikTok sends it back with another one where somebody
 * else is logged in there, and then both have to be named.
 */
export function keepWanted(name: string | null): void {
  if (name) sessionStorage.setItem(KEPT_AS, name);
  else sessionStorage.removeItem(KEPT_AS);
}

export function readWanted(): string | null {
  return sessionStorage.getItem(KEPT_AS);
}
