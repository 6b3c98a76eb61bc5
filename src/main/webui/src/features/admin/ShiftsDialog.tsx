import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { duties, shiftsOf } from "../../api/queries";
import type { Agent, Shifts } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { ErrorState } from "../../components/State";
import { useProblemText } from "../../i18n/useProblemText";
import { ShiftFields } from "./ShiftFields";

interface Props {
  agent: Agent;
  /** Where their first shift is meant. */
  zone: string;
  onClose: () => void;
}

/** When somebody works, week by week, and whether their duty follows it. */
export function ShiftsDialog({ agent, zone, onClose }: Props) {
  const { t } = useTranslation();
  const query = useQuery(shiftsOf(agent.id));
  return (
    <Dialog title={t("shifts.title", { name: agent.name })} onClose={onClose} wide>
      {query.isPending && <p role="status">{t("common.loading")}</p>}
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <ShiftForm agent={agent} zone={zone} before={query.data} onClose={onClose} />}
    </Dialog>
  );
}

function ShiftForm({ agent, zone, before, onClose }: Props & { before: Shifts }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useProblemText();
  const [follows, setFollows] = useState(before.follows);
  const [shifts, setShifts] = useState(before.shifts);
  const save = useMutation({
    mutationFn: () => sendJson<Shifts>("PUT", `/api/agents/${agent.id}/shifts`, { follows, shifts }),
    onSuccess: (saved) => {
      client.setQueryData(shiftsOf(agent.id).queryKey, saved);
      onClose();
      return client.invalidateQueries({ queryKey: duties.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      {save.error && <Callout tone="danger">{words(save.error)}</Callout>}
      <label className="shift-follows">
        <input type="checkbox" checked={follows} onChange={(event) => setFollows(event.target.checked)} />
        <span>
          {t("shifts.follows")}
          <span className="faint">{t("shifts.followsHint")}</span>
        </span>
      </label>
      <ShiftFields shifts={shifts} zone={zone} onChange={setShifts} />
      {follows && shifts.length === 0 && <p className="field-error">{t("shifts.needed")}</p>}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button type="submit" look="primary" busy={save.isPending} disabled={follows && shifts.length === 0}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
