import { RotateCcw, SearchCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../api/types";
import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { clockTime, isSameDay, shortDateTime } from "../../lib/time";
import { useNow } from "../../lib/useNow";
import { FailureCode } from "./FailureCode";
import { useCheck } from "./useCheck";

interface Props {
  message: Message;
  resending: boolean;
  onResend: (message: Message) => void;
}

/** What is known of a message that TikTok did not confirm, and what can be done about it. */
export function UncertainLine({ message, resending, onResend }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const check = useCheck();
  const [asking, setAsking] = useState(false);
  const { checkedAt, beingChecked, failure, privately } = message;

  if (beingChecked) {
    return (
      <div className="message-trouble trouble-UNCERTAIN">
        <span className="spinner" aria-hidden="true" />
        <p role="status">{t("uncertain.checking")}</p>
      </div>
    );
  }

  const time = checkedAt && (isSameDay(checkedAt, new Date(now).toISOString()) ? clockTime : shortDateTime)(checkedAt, i18n.language);
  return (
    <>
      <div className="message-trouble trouble-UNCERTAIN">
        <p>{privately ? t("uncertain.private") : time ? t("uncertain.notThere", { time }) : t("uncertain.unknown")}</p>
        <FailureCode failure={failure} />
        {!privately && (
          <Button small busy={check.isPending} disabled={resending} onClick={() => check.mutate(message)}>
            <SearchCheck size={13} aria-hidden="true" />
            {t("uncertain.check")}
          </Button>
        )}
        <Button small look="quiet" busy={resending} disabled={check.isPending} onClick={() => (checkedAt ? onResend(message) : setAsking(true))}>
          <RotateCcw size={13} aria-hidden="true" />
          {t("message.sendAgain")}
        </Button>
      </div>
      {asking && (
        <Confirm
          title={t("uncertain.againTitle")}
          text={t("uncertain.again")}
          action={t("message.sendAgain")}
          onConfirm={() => {
            setAsking(false);
            onResend(message);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
