import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import type { Conversation, ConversationStatus, Message } from "../../api/types";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { useRealtime } from "../../realtime/RealtimeProvider";

/** What can be done to a conversation. Every answer is shown at once; every refusal is said aloud. */
export function useConversationActions() {
  const { t } = useTranslation();
  const { told } = useRealtime();
  const say = useToast();
  const words = useProblemText();

  const show = (answer: Conversation) =>
    told({ type: "conversation.changed", conversation: { ...answer, unread: null, seenCount: null } });
  const refuse = (error: Error) => say(words(error), "danger");

  const assign = useMutation({
    mutationFn: ({ id, agentId }: { id: string; agentId: string | null }) =>
      sendJson<Conversation>("PUT", `/api/conversations/${id}/assignee`, { agentId }),
    onSuccess: show,
    onError: refuse,
  });

  const setStatus = useMutation({
    mutationFn: ({ id, ...change }: { id: string; status: ConversationStatus; snoozedUntil?: string }) =>
      sendJson<Conversation>("PUT", `/api/conversations/${id}/status`, change),
    onSuccess: (answer) => {
      show(answer);
      say(t(`done.${answer.status}`));
    },
    onError: refuse,
  });

  const resend = useMutation({
    mutationFn: (message: Message) =>
      sendJson<Message>("POST", `/api/conversations/${message.conversationId}/messages/${message.id}/resend`, {}),
    onSuccess: (message) => told({ type: "message.changed", conversationId: message.conversationId, message }),
    onError: refuse,
  });

  return { assign, setStatus, resend };
}
