import { newToken } from "../../lib/newToken";
import type { Tab } from "./composerRules";

/** What somebody is writing to one conversation. */
export interface Draft {
  text: string;
  /** Names this text to the server, so that sending it twice sends it once. */
  token: string;
  /** The last message there was when the writing began. */
  basedOn: string | null;
}

const KEY = (conversationId: string, tab: Tab) => `tributary.draft.${tab}.${conversationId}`;

export function emptyDraft(): Draft {
  return { text: "", token: newToken(), basedOn: null };
}

/** Kept for this tab of the browser only, and by conversation, so that a draft can never end up with another customer. */
export function readDraft(conversationId: string, tab: Tab): Draft {
  const kept = sessionStorage.getItem(KEY(conversationId, tab));
  return kept ? (JSON.parse(kept) as Draft) : emptyDraft();
}

export function keepDraft(conversationId: string, tab: Tab, draft: Draft): void {
  if (draft.text) sessionStorage.setItem(KEY(conversationId, tab), JSON.stringify(draft));
  else sessionStorage.removeItem(KEY(conversationId, tab));
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("tributary.draft.")) sessionStorage.removeItem(key);
  }
}
