import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { attentionOf } from "../api/queries";
import { useColleagues } from "../api/useColleagues";
import { useMe } from "../api/useMe";
import { useRealtime } from "../realtime/RealtimeProvider";

/**
 * Tells colleagues that I look at this conversation, while the page is in front of me.
 *
 * @returns the names of those who look at it too
 */
export function useLook(conversationId: string | undefined): readonly string[] {
  const me = useMe();
  const { look } = useRealtime();
  const { byId } = useColleagues();
  const { data } = useQuery({ ...attentionOf(conversationId ?? ""), enabled: conversationId !== undefined });

  useEffect(() => {
    const tell = () => look(document.visibilityState === "visible" ? (conversationId ?? null) : null);
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [conversationId, look]);
  useEffect(() => () => look(null), [look]);

  return (data?.agentIds ?? []).filter((it) => it !== me.id).flatMap((it) => byId.get(it)?.name ?? []);
}
