import type { Account, Capability, Conversation, Surface } from "../../api/types";

export type Tab = "reply" | "note";

/** What TikTok takes at once; the server has the last word. */
export const LIMITS = { DM: 6_000, SHOP_CHAT: 2_000, COMMENT: 150, NOTE: 10_000 } as const;

/** From here on the counter is shown: most replies are never near the limit. */
const NEAR = 0.8;

export type Blocked = "neverWrote" | "windowClosed" | "quotaUsed" | "disconnectedAccount" | "unboundAccount" | "notPermitted";

export interface ComposerState {
  /** Why nothing can be sent here at all, whatever is typed. */
  blocked: Blocked | null;
  length: number;
  limit: number;
  showCounter: boolean;
  tooLong: boolean;
  canSend: boolean;
}

interface Input {
  conversation: Pick<Conversation, "surface" | "window">;
  account: Pick<Account, "state" | "missing"> | undefined;
  tab: Tab;
  text: string;
  now: number;
}

export function composerState({ conversation, account, tab, text, now }: Input): ComposerState {
  const limit = tab === "note" ? LIMITS.NOTE : LIMITS[conversation.surface];
  // TikTok counts characters, not the halves that JavaScript counts.
  const length = [...text].length;
  const blocked = tab === "note" ? null : blockedBecause(conversation, account, now);
  const tooLong = length > limit;
  return {
    blocked,
    length,
    limit,
    tooLong,
    showCounter: length > limit * NEAR,
    canSend: blocked === null && !tooLong && text.trim().length > 0,
  };
}

/** What the account must be allowed to, so that an answer can go out. */
const NEEDS: Readonly<Record<Surface, Capability | null>> = { DM: "SEND_DM", COMMENT: "WRITE_COMMENTS", SHOP_CHAT: null };

function blockedBecause({ surface, window }: Input["conversation"], account: Input["account"], now: number): Blocked | null {
  if (account?.state === "UNBOUND") return "unboundAccount";
  if (account?.state === "NEEDS_RECONNECT") return "disconnectedAccount";
  if (account?.missing.some((it) => it === NEEDS[surface])) return "notPermitted";
  if (!window) return null;
  if (window.expiresAt === null) return "neverWrote";
  if (Date.parse(window.expiresAt) <= now) return "windowClosed";
  return window.remaining <= 0 ? "quotaUsed" : null;
}
