/** Where to go after logging in. Only ever a page of ours: an address can be handed to somebody by anyone. */
export function safeNext(next: string | null): string {
  if (!next) return "/inbox";
  const url = new URL(next, window.location.origin);
  const inside = url.origin === window.location.origin && next.startsWith("/") && !/^\/[/\\]/.test(next);
  return inside ? url.pathname + url.search : "/inbox";
}
