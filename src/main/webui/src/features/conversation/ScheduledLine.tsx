import { Send, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../api/types";
import { Button } from "../../components/Button";
import { shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { useScheduled } from "./useScheduled";

/** Closer than this it is not a time but a last chance. */
const ANY_MOMENT = 60_000;

interface Props {
  message: Message;
  onTakenBack: (message: Message) => void;
}

/** When a message leaves, and what can be done about it until then. */
export function ScheduledLine({ message, onTakenBack }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { takeBack, sendNow } = useScheduled(onTakenBack);
  const soon = Date.parse(message.sentAt) - now < ANY_MOMENT;
  const busy = takeBack.isPending || sendNow.isPending;
  return (
    <div className="message-trouble message-scheduled">
      <p className="number">{soon ? t("later.anyMoment") : t("later.leaves", { time: shortDateTime(message.sentAt, i18n.language) })}</p>
      <Button small busy={busy} onClick={() => takeBack.mutate(message)}>
        <Undo2 size={13} aria-hidden="true" />
        {t(soon ? "common.undo" : "later.takeBack")}
      </Button>
      <Button small look="quiet" busy={busy} onClick={() => sendNow.mutate(message)}>
        <Send size={13} aria-hidden="true" />
        {t("later.sendNow")}
      </Button>
    </div>
  );
}
