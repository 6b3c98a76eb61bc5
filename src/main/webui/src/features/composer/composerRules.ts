import type { Conversation } from "../../api/types";

export type Tab = "reply" | "note";

/** What TikTok takes at once; the server has the last word. */
export const LIMITS = { DM: 6_000, SHOP_CHAT: 2_000, COMMENT: 150, NOTE: 10_000 } as const;

/** From here on the counter is shown: most replies are never near the limit. */
const NEAR = 0.8;

export type Blocked = "neverWrote" | "windowClosed" | "quotaUsed" | "disconnectedAccount";

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
  accountState: "CONNECTED" | "NEEDS_RECONNECT" | "UNBOUND" | undefined;
  tab: Tab;
  text: string;
  now: number;
}

export function composerState({ conversation, accountState, tab, text, now }: Input): ComposerState {
  const limit = tab === "note" ? LIMITS.NOTE : LIMITS[conversation.surface];
  // TikTok counts characters, not the halves that JavaScript counts.
  const length = [...text].length;
  const blocked = tab === "note" ? null : blockedBecause(conversation, accountState, now);
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

function blockedBecause({ window }: Input["conversation"], accountState: Input["accountState"], now: number): Blocked | null {
  if (accountState === "NEEDS_RECONNECT" || accountState === "UNBOUND") return "disconnectedAccount";
  if (!window) return null;
  if (window.expiresAt === null) return "neverWrote";
  if (Date.parse(window.expiresAt) <= now) return "windowClosed";
  return window.remaining <= 0 ? "quotaUsed" : null;
}
