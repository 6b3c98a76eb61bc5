import type { Account } from "./types";

const LONGEST = 80;

/** What an account is called on one line. TikTok does not give every account a handle, nor always a name. */
export function accountName({ handle, displayName, externalId }: Pick<Account, "handle" | "displayName" | "externalId">): string {
  const name = handle ? `@${handle}` : displayName?.trim() || externalId;
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
}
