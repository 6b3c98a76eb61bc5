import { useMutation } from "@tanstack/react-query";
import { sendJson } from "../../api/client";
import type { Message } from "../../api/types";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { useRealtime } from "../../realtime/RealtimeProvider";

/**
 * What can be done about a message that has not left yet.
 *
 * @param onTakenBack it is gone from the thread; its words go back to whoever wrote them
 */
export function useScheduled(onTakenBack: (message: Message) => void) {
  const { told } = useRealtime();
  const say = useToast();
  const words = useProblemText();
  const onError = (error: Error) => say(words(error), "danger");
  const pathOf = ({ conversationId, id }: Message) => `/api/conversations/${conversationId}/messages/${id}`;
  const takeBack = useMutation({
    mutationFn: (message: Message) => sendJson("DELETE", pathOf(message)),
    onSuccess: (_, message) => {
      told({ type: "message.removed", messageId: message.id });
      onTakenBack(message);
    },
    onError,
  });
  const sendNow = useMutation({
    mutationFn: (message: Message) => sendJson<Message>("POST", `${pathOf(message)}/now`),
    onSuccess: (message) => told({ type: "message.changed", conversationId: message.conversationId, message }),
    onError,
  });
  return { takeBack, sendNow };
}
