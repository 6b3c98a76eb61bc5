import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Duty } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { useProblemText } from "../../i18n/useProblemText";
import { useBoardActions } from "./useBoardActions";

export function CapacityDialog({ agent: { agentId, name, capacity }, onClose }: { agent: Duty; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const { setCapacity } = useBoardActions();
  const [value, setValue] = useState(String(capacity));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!setCapacity.isPending) setCapacity.mutate({ agentId, capacity: Number(value) }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("boardPage.capacityTitle", { name })} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {setCapacity.error && <Callout tone="danger">{words(setCapacity.error)}</Callout>}
        <TextField
          label={t("boardPage.capacityLabel")}
          hint={t("boardPage.capacityHint")}
          type="number"
          min={0}
          max={1000}
          required
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" busy={setCapacity.isPending}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
