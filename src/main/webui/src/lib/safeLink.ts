/** An address that came from outside, if a browser may follow it: never `javascript:` or `data:`. */
export function safeLink(address: string | null): string | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
