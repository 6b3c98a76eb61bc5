import type { Account, Capability, Conversation, PrivateReply, Surface } from "../../api/types";
import { answering } from "../../lib/answering";

/** A comment is answered for everybody, or for its author alone. */
export type Tab = "reply" | "private" | "note";

/** As long as a note may be. */
export const NOTE_LIMIT = 10_000;

/** From here on the counter is shown: most replies are never near the limit. */
const NEAR = 0.8;

export type Blocked = "neverWrote" | "windowClosed" | "quotaUsed" | "disconnectedAccount" | "unboundAccount" | "notPermitted" | "private";

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
  conversation: Pick<Conversation, "surface" | "window" | "textLimit">;
  account: Pick<Account, "state" | "missing"> | undefined;
  tab: Tab;
  /** Whether a comment may be answered privately; undefined until that is known. */
  privateReply?: PrivateReply | null | undefined;
  text: string;
  now: number;
}

export function composerState({ conversation, account, tab, privateReply, text, now }: Input): ComposerState {
  // Where TikTok says no limit, the server has the last word.
  const limit = tab === "note" ? NOTE_LIMIT : ((tab === "private" ? privateReply?.textLimit : conversation.textLimit) ?? Number.POSITIVE_INFINITY);
  // TikTok counts characters, not the halves that JavaScript counts.
  const length = [...text].length;
  const blocked = tab === "note" ? null : tab === "private" ? privatelyBlocked(account, privateReply) : blockedBecause(conversation, account, now);
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

/** Until the server has said, there is nothing against writing. */
function privatelyBlocked(account: Input["account"], privateReply: Input["privateReply"]): Blocked | null {
  const because = blockedBecause({ surface: "DM", window: null }, account, 0);
  return because ?? (privateReply && !privateReply.allowed ? "private" : null);
}

function blockedBecause({ surface, window }: Pick<Conversation, "surface" | "window">, account: Input["account"], now: number): Blocked | null {
  if (account?.state === "UNBOUND") return "unboundAccount";
  if (account?.state === "NEEDS_RECONNECT") return "disconnectedAccount";
  if (account?.missing.some((it) => it === NEEDS[surface])) return "notPermitted";
  if (!window) return null;
  if (window.expiresAt === null) return "neverWrote";
  const { over, remaining } = answering(window, now);
  if (remaining === null || remaining > 0) return null;
  return over ? "windowClosed" : "quotaUsed";
}
