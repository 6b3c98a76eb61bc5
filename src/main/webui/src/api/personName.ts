import type { Contact } from "./types";

const LONGEST = 80;

/** What to call somebody; names come from strangers, so they are bounded here once for all. */
export function personName(contact: Contact | null, unknown: string): string {
  const name = contact?.displayName?.trim() || (contact?.handle ? `@${contact.handle}` : unknown);
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
}
