import { useMutation } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { ProblemError, sendJson } from "../../api/client";
import type { Message } from "../../api/types";
import { useRealtime } from "../../realtime/RealtimeProvider";
import { templateOf } from "./cardRules";
import { emptyDraft, isSomething, keepDraft, readDraft, type Draft } from "./drafts";
import type { Tab } from "./composerRules";

/** Something sent that the server has not answered for yet, or has refused. */
export interface Pending {
  draft: Draft;
  tab: Tab;
  confirmed: boolean;
  leaves: Leaves | undefined;
  error: Error | null;
}

/** When it goes out, if not at once: at a time, or after a few seconds in which it can be taken back. */
export type Leaves = { sendAt: string } | { holdSeconds: number };

/** A colleague answered while this was being written. */
export interface Conflict {
  draft: Draft;
  tab: Tab;
  newer: readonly Message[];
  leaves: Leaves | undefined;
}

/**
 * The way out of one conversation. Give it the conversation as `key`: it must not outlive it.
 *
 * @param onHeld it waits for a few seconds, in which it can be taken back
 */
export function useOutbox(conversationId: string, onHeld: (message: Message) => void) {
  const { told } = useRealtime();
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  // A mutation, so that being logged out leads to the log-in page; it leaves at once, for whether we are offline it shows.
  const { mutateAsync: post } = useMutation({ mutationFn: (it: Pending) => sendTo(conversationId, it), networkMode: "always" });

  const drop = useCallback((token: string) => setPending((all) => all.filter((it) => it.draft.token !== token)), []);

  /** Whether the server has it. */
  const send = useCallback(
    async (draft: Draft, tab: Tab, confirmed = false, leaves?: Leaves): Promise<boolean> => {
      const attempt: Pending = { draft, tab, confirmed, leaves, error: null };
      setPending((all) => [...all.filter((it) => it.draft.token !== draft.token), attempt]);
      setConflict(null);
      try {
        const message = await post(attempt);
        told({ type: "message.changed", conversationId: message.conversationId, message });
        if (readDraft(conversationId, tab).token === draft.token) keepDraft(conversationId, tab, emptyDraft());
        drop(draft.token);
        if (leaves && "holdSeconds" in leaves && message.status === "SCHEDULED") onHeld(message);
        return true;
      } catch (failure) {
        const error = failure instanceof Error ? failure : new Error(String(failure));
        if (error instanceof ProblemError && error.slug === "newer-reply") {
          drop(draft.token);
          setConflict({ draft, tab, newer: (error.document as { messages?: readonly Message[] }).messages ?? [], leaves });
        } else {
          // The page may go away before anybody tries again: to the login, for one. Same name, so it goes out once.
          if (!draft.picture && !isSomething(readDraft(conversationId, tab))) keepDraft(conversationId, tab, draft);
          setPending((all) => all.map((it) => (it.draft.token === draft.token ? { ...it, error } : it)));
        }
        return false;
      }
    },
    [conversationId, post, told, drop, onHeld],
  );

  return { pending, conflict, send, drop, settleConflict: useCallback(() => setConflict(null), []) };
}

function sendTo(conversationId: string, { draft, tab, confirmed, leaves }: Pending): Promise<Message> {
  const path = `/api/conversations/${conversationId}`;
  const { token: clientToken, text, basedOn } = draft;
  if (tab === "note") return sendJson<Message>("POST", `${path}/notes`, { clientToken, text });
  const seen = { ...(basedOn ? { lastSeenMessageId: basedOn } : {}), ...(confirmed ? { confirm: true } : {}) };
  return tab === "private"
    ? sendJson<Message>("POST", `${path}/private-replies`, { clientToken, text, ...seen })
    : sendJson<Message>("POST", `${path}/messages`, {
        clientToken,
        ...bodyOf(draft),
        ...seen,
        ...leaves,
      });
}

/** TikTok takes one of them at a time, and quotes with words only. */
function bodyOf({ text, picture, post, card, quoted }: Draft) {
  if (picture) return { type: "IMAGE", mediaId: picture.mediaId };
  if (post) return { type: "SHARE_POST", postId: post.postId };
  if (card) return { type: "TEMPLATE", template: templateOf(card) };
  return { type: "TEXT", text, ...(quoted ? { quotedId: quoted.id } : {}) };
}
