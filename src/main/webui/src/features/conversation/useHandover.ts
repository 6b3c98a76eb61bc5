import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import type { Conversation } from "../../api/types";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { useRealtime } from "../../realtime/RealtimeProvider";

export interface Transfer {
  agentId?: string;
  teamId?: string;
  note: string | null;
  /** To whom, in words. */
  name: string;
}

/** Handing on, handing back, taking part. Nothing of it shows before the server has agreed: others read of it at once. */
export function useHandover(conversationId: string) {
  const { t } = useTranslation();
  const { told } = useRealtime();
  const say = useToast();
  const words = useProblemText();
  const path = `/api/conversations/${conversationId}`;
  const show = (it: Conversation) => told({ type: "conversation.changed", conversation: { ...it, unread: null, seenCount: null } });
  return {
    transfer: useMutation({
      mutationFn: ({ agentId, teamId, note }: Transfer) =>
        sendJson<Conversation>("POST", `${path}/transfer`, { ...(agentId ? { agentId } : {}), ...(teamId ? { teamId } : {}), note }),
      onSuccess: (now, { name }) => {
        show(now);
        say(t("handover.done", { name }));
      },
    }),
    refuse: useMutation({
      mutationFn: (reason: string) => sendJson<Conversation>("POST", `${path}/transfer/refusal`, { reason }),
      onSuccess: (now) => {
        show(now);
        say(t("handover.refused"));
      },
    }),
    takePart: useMutation({
      mutationFn: (among: boolean) => sendJson<Conversation>(among ? "PUT" : "DELETE", `${path}/participants/me`),
      onSuccess: (now, among) => {
        show(now);
        say(t(among ? "handover.joined" : "handover.left"));
      },
      onError: (error) => say(words(error), "danger"),
    }),
  };
}
