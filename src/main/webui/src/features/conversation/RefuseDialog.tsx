import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { useProblemText } from "../../i18n/useProblemText";
import { useHandover } from "./useHandover";

export function RefuseDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const { refuse } = useHandover(conversationId);
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() && !refuse.isPending) refuse.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog title={t("handover.refuseTitle")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {refuse.error && <Callout tone="danger">{words(refuse.error)}</Callout>}
        <p>{t("handover.refuseLead")}</p>
        <TextField label={t("handover.reason")} maxLength={500} required value={reason} onChange={(event) => setReason(event.target.value)} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" busy={refuse.isPending} disabled={!reason.trim()}>
            {t("handover.refuse")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
