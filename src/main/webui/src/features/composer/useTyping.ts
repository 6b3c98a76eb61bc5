import { useCallback, useRef } from "react";
import { sendJson } from "../../api/client";

/** TikTok shows it for five seconds. */
const EVERY = 4_000;

/** Tells that somebody types in a conversation, while that is shown to its customer. */
export function useTyping(conversationId: string, shown: boolean): () => void {
  const told = useRef(Number.NEGATIVE_INFINITY);
  return useCallback(() => {
    const now = Date.now();
    if (!shown || now - told.current < EVERY) return;
    told.current = now;
    // A courtesy: whoever types need not know that it was not passed on.
    sendJson("POST", `/api/conversations/${conversationId}/typing`).catch(() => undefined);
  }, [conversationId, shown]);
}
