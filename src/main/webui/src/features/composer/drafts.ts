import { useSyncExternalStore } from "react";
import type { Message, OwnPost } from "../../api/types";
import { newToken } from "../../lib/newToken";
import type { CardDraft } from "./cardRules";
import type { Tab } from "./composerRules";
import type { Ready } from "./useAttachment";

/** What somebody is writing to one conversation. */
export interface Draft {
  text: string;
  /** Names this text to the server, so that sending it twice sends it once. */
  token: string;
  /** The last message there was when the writing began. */
  basedOn: string | null;
  /** A picture instead of words: not kept, for it is the server that has it. */
  picture?: Ready;
  /** A post instead of words. */
  post?: OwnPost;
  /** A card instead of words. */
  card?: CardDraft;
  /** The message that the words answer in particular. */
  quoted?: Quote;
}

/** A message that is quoted, and what of it can be shown. */
export type Quote = Pick<Message, "id" | "type" | "text">;

const KEY = (conversationId: string, tab: Tab) => `tributary.draft.${tab}.${conversationId}`;

export function emptyDraft(): Draft {
  return { text: "", token: newToken(), basedOn: null };
}

/** Kept for this tab of the browser only, and by conversation, so that a draft can never end up with another customer. */
export function readDraft(conversationId: string, tab: Tab): Draft {
  const kept = sessionStorage.getItem(KEY(conversationId, tab));
  return kept ? (JSON.parse(kept) as Draft) : emptyDraft();
}

const KEPT = /^tributary\.draft\.\w+\.(.+)$/;
const listeners = new Set<() => void>();
let begun: ReadonlySet<string> | undefined;

function allBegun(): ReadonlySet<string> {
  begun ??= new Set(Object.keys(sessionStorage).flatMap((key) => KEPT.exec(key)?.[1] ?? []));
  return begun;
}

function changed(): void {
  begun = undefined;
  listeners.forEach((it) => it());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The conversations in which something was begun and not sent. */
export function useBegun(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, allBegun);
}

/** Whether anything would be lost with it that can be kept. */
export function isSomething({ text, post, card, quoted }: Draft): boolean {
  return text !== "" || post !== undefined || card !== undefined || quoted !== undefined;
}

export function keepDraft(conversationId: string, tab: Tab, draft: Draft): void {
  const known = allBegun().has(conversationId);
  const something = isSomething(draft);
  if (something) sessionStorage.setItem(KEY(conversationId, tab), JSON.stringify(draft));
  else sessionStorage.removeItem(KEY(conversationId, tab));
  if (known !== something) changed();
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("tributary.draft.")) sessionStorage.removeItem(key);
  }
  changed();
}
