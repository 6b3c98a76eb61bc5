import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import type { Message } from "../../api/types";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { useRealtime } from "../../realtime/RealtimeProvider";

/** Has TikTok asked whether a message arrived, and says what came of it. */
export function useCheck() {
  const { t } = useTranslation();
  const { told } = useRealtime();
  const say = useToast();
  const words = useProblemText();
  return useMutation({
    mutationFn: (message: Message) =>
      sendJson<Message>("POST", `/api/conversations/${message.conversationId}/messages/${message.id}/check`, {}),
    onSuccess: (message) => {
      told({ type: "message.changed", conversationId: message.conversationId, message });
      if (message.beingChecked) say(t("uncertain.soon"));
      else say(t(message.status === "UNCERTAIN" ? "uncertain.stillNot" : "uncertain.arrived"));
    },
    onError: (error) => say(words(error), "danger"),
  });
}
