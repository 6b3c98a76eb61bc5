import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../api/types";
import { Button } from "../../components/Button";
import { clockTime } from "../../lib/time";
import { RefuseDialog } from "./RefuseDialog";
import { RoutingDialog } from "./RoutingDialog";
import { useWhy } from "./useWhy";

interface Props {
  message: Message;
  /** Who did it, in words. */
  by: string;
  /** Who has it now; null: nobody. */
  to: string | null;
  /** In which the customer writes, if that is known. */
  language: string | null;
  /** I was handed it with this line and may hand it back. */
  refusable: boolean;
}

/** Who got the conversation, and in one line why. What routing did is explained at length on a click. */
export function AssignedLine({ message, by, to, language, refusable }: Props) {
  const { t, i18n } = useTranslation();
  const { reasons } = useWhy(language);
  const [open, setOpen] = useState<"why" | "refuse" | null>(null);
  const { system, sentAt, conversationId } = message;
  const close = () => setOpen(null);

  const sentence = () => {
    const reason = system?.refusal;
    if (reason) return to === null ? t("handover.handedBack", { by, reason }) : t("handover.handedBackTo", { by, to, reason });
    if (system?.team) return t("handover.toTeam", { by, team: system.team });
    if (to === null) return t("system.released", { by });
    if (system?.assigneeId === system?.by) return t("system.took", { by });
    if (system?.reasons?.length) return t("why.line", { by, to, reasons: reasons(system.reasons) });
    return t("system.assigned", { by, to });
  };
  return (
    <li className="system-line">
      {system?.automatic ? (
        <button type="button" className="system-why" title={t("why.ask")} onClick={() => setOpen("why")}>
          {sentence()}
        </button>
      ) : (
        <span>{sentence()}</span>
      )}{" "}
      <time dateTime={sentAt}>{clockTime(sentAt, i18n.language)}</time>
      {refusable && (
        <Button small look="quiet" onClick={() => setOpen("refuse")}>
          {t("handover.refuse")}
        </Button>
      )}
      {open === "why" && <RoutingDialog conversationId={conversationId} language={language} line={message} onClose={close} />}
      {open === "refuse" && <RefuseDialog conversationId={conversationId} onClose={close} />}
    </li>
  );
}
