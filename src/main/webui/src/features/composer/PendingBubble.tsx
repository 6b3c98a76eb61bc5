import { Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { UnreachableError } from "../../api/client";
import { Button } from "../../components/Button";
import { useProblemText } from "../../i18n/useProblemText";
import { DraftBody } from "./DraftBody";
import type { Pending } from "./useOutbox";

interface Props {
  pending: Pending;
  onRetry: () => void;
  onEdit: () => void;
}

/** A message in the moment before the server has it; or what became of it instead. */
export function PendingBubble({ pending: { draft, tab, error }, onRetry, onEdit }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  return (
    <li className={`message ${tab === "note" ? "message-note" : "message-out"} message-continued`}>
      <div className={`bubble ${error ? "bubble-failed" : "bubble-sending"}`}>
        <DraftBody draft={draft} />
      </div>
      {error ? (
        <div className="message-trouble trouble-FAILED" role="alert">
          <p>{words(error)}</p>
          <Button small onClick={onRetry}>
            {error instanceof UnreachableError ? t("composer.retrySafely") : t("common.retry")}
          </Button>
          <Button small look="quiet" onClick={onEdit}>
            {t(draft.picture ? "attach.remove" : "composer.edit")}
          </Button>
        </div>
      ) : (
        <p className="message-foot">
          <span className="delivery">
            <Clock size={13} aria-hidden="true" />
            {t("delivery.SENDING")}
          </span>
        </p>
      )}
    </li>
  );
}
