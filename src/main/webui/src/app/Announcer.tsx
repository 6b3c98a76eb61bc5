import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRealtime } from "../realtime/RealtimeProvider";

/** Says aloud what a sighted agent would see out of the corner of an eye, in the conversation that is open. */
export function Announcer({ conversationId }: { conversationId: string | undefined }) {
  const { t } = useTranslation();
  const { listen } = useRealtime();
  const [polite, setPolite] = useState("");
  const [urgent, setUrgent] = useState("");

  useEffect(() => {
    setPolite("");
    setUrgent("");
    return listen((notice) => {
      if (notice.type !== "message.changed" || notice.conversationId !== conversationId) return;
      const { direction, status, text, type } = notice.message;
      if (direction === "INBOUND") setPolite(t("aria.newMessage", { text: text ?? t(`messageType.${type}`) }));
      if (status === "FAILED") setUrgent(t("aria.sendFailed", { text: text ?? "" }));
    });
  }, [listen, conversationId, t]);

  return (
    <>
      <div className="visually-hidden" aria-live="polite">
        {polite}
      </div>
      <div className="visually-hidden" aria-live="assertive">
        {urgent}
      </div>
    </>
  );
}
