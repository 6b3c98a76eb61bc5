import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import type { Conversation, ConversationStatus, Message } from "../../api/types";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { useRealtime } from "../../realtime/RealtimeProvider";

interface Assigning {
  conversation: Conversation;
  agentId: string | null;
  /** To whom, in words; null to me. */
  name: string | null;
  undoing?: boolean;
}

interface StatusChange {
  conversation: Conversation;
  status: ConversationStatus;
  snoozedUntil?: string;
  undoing?: boolean;
}

/**
 * What can be done to a conversation. It shows at once and can be taken back for a while; what the server refuses is taken
 * back by itself, and said aloud.
 */
export function useConversationActions() {
  const { t } = useTranslation();
  const { told } = useRealtime();
  const say = useToast();
  const words = useProblemText();
  const show = (it: Conversation) => told({ type: "conversation.changed", conversation: { ...it, unread: null, seenCount: null } });
  const refused = (error: Error, { conversation }: { conversation: Conversation }) => {
    show(conversation);
    say(words(error), "danger");
  };

  const assign = useMutation({
    mutationFn: ({ conversation, agentId }: Assigning) =>
      sendJson<Conversation>("PUT", `/api/conversations/${conversation.id}/assignee`, { agentId }),
    onMutate: ({ conversation, agentId }) => show({ ...conversation, assigneeId: agentId }),
    onSuccess: (answer, { conversation: before, agentId, name, undoing }) => {
      show(answer);
      if (undoing) return say(t("done.undone"));
      const undo = () => assign.mutate({ conversation: answer, agentId: before.assigneeId, name: null, undoing: true });
      say(agentId === null ? t("done.released") : name === null ? t("done.assignedToMe") : t("done.assigned", { name }), "calm", undo);
    },
    onError: refused,
  });
  const setStatus = useMutation({
    mutationFn: ({ conversation, status, snoozedUntil }: StatusChange) =>
      sendJson<Conversation>("PUT", `/api/conversations/${conversation.id}/status`, { status, ...(snoozedUntil ? { snoozedUntil } : {}) }),
    onMutate: ({ conversation, status, snoozedUntil }) => show({ ...conversation, status, snoozedUntil: snoozedUntil ?? null }),
    onSuccess: (answer, { conversation: before, undoing }) => {
      show(answer);
      if (undoing) return say(t("done.undone"));
      const undo = () =>
        setStatus.mutate({
          conversation: answer,
          status: before.status,
          ...(before.snoozedUntil ? { snoozedUntil: before.snoozedUntil } : {}),
          undoing: true,
        });
      say(t(`done.${answer.status}`), "calm", undo);
    },
    onError: refused,
  });
  const resend = useMutation({
    mutationFn: (message: Message) =>
      sendJson<Message>("POST", `/api/conversations/${message.conversationId}/messages/${message.id}/resend`, {}),
    onSuccess: (message) => told({ type: "message.changed", conversationId: message.conversationId, message }),
    onError: (error) => say(words(error), "danger"),
  });
  return { assign, setStatus, resend };
}
