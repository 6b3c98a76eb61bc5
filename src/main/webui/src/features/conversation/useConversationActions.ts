import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import type { Conversation, ConversationStatus, Message } from "../../api/types";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { useRealtime } from "../../realtime/RealtimeProvider";

/** Taking back must not overtake what it takes back. */
const ONE_BY_ONE = { id: "conversation" };

interface Assigning {
  conversation: Conversation;
  agentId: string | null;
  /** To whom, in words; null to me. */
  name: string | null;
  undoing?: boolean;
  /** It cannot be taken back. */
  final?: boolean;
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
  // Keys are faster than answers: an answer to what was changed again meanwhile says nothing any more.
  const latest = useRef(new Map<string, object>());
  const begin = (change: Assigning | StatusChange, after: Partial<Conversation>) => {
    latest.current.set(change.conversation.id, change);
    show({ ...change.conversation, ...after });
  };
  const answered = (answer: Conversation, change: object) => {
    if (latest.current.get(answer.id) === change) show(answer);
  };
  const refused = (error: Error, change: Assigning | StatusChange) => {
    answered(change.conversation, change);
    say(words(error), "danger");
  };

  const assign = useMutation({
    scope: ONE_BY_ONE,
    mutationFn: ({ conversation, agentId }: Assigning) =>
      sendJson<Conversation>("PUT", `/api/conversations/${conversation.id}/assignee`, { agentId }),
    onMutate: (change) => {
      const { conversation: before, agentId, name, undoing, final } = change;
      begin(change, { assigneeId: agentId });
      if (undoing) return say(t("done.undone"));
      const undo = () =>
        assign.mutate({ conversation: { ...before, assigneeId: agentId }, agentId: before.assigneeId, name: null, undoing: true });
      say(
        agentId === null ? t("done.released") : name === null ? t("done.assignedToMe") : t("done.assigned", { name }),
        "calm",
        final ? undefined : undo,
      );
    },
    onSuccess: answered,
    onError: refused,
  });
  const setStatus = useMutation({
    scope: ONE_BY_ONE,
    mutationFn: ({ conversation, status, snoozedUntil }: StatusChange) =>
      sendJson<Conversation>("PUT", `/api/conversations/${conversation.id}/status`, {
        status,
        inboundCount: conversation.inboundCount,
        ...(snoozedUntil ? { snoozedUntil } : {}),
      }),
    onMutate: (change) => {
      const { conversation: before, status, snoozedUntil, undoing } = change;
      const after = { status, snoozedUntil: snoozedUntil ?? null };
      begin(change, after);
      if (undoing) return say(t("done.undone"));
      const undo = () =>
        setStatus.mutate({
          conversation: { ...before, ...after },
          status: before.status,
          ...(before.snoozedUntil ? { snoozedUntil: before.snoozedUntil } : {}),
          undoing: true,
        });
      say(t(`done.${status}`), "calm", undo);
    },
    onSuccess: (answer, change) => {
      answered(answer, change);
      if (change.status !== "OPEN" && answer.status === "OPEN") say(t("done.wroteAgain"));
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
