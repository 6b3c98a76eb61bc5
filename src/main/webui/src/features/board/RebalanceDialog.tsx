import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { teamsOf } from "../../api/teamQueries";
import type { BoardAgent } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { SelectField } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { useProblemText } from "../../i18n/useProblemText";
import { loadOf } from "../../lib/load";
import { useBoardActions } from "./useBoardActions";

const QUEUE = "queue";

interface Props {
  from: BoardAgent;
  agents: readonly BoardAgent[];
  storeId: string;
  onClose: () => void;
}

/** Moves much at once, and says how much before it does: there is no taking back. */
export function RebalanceDialog({ from, agents, storeId, onClose }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const { rebalance } = useBoardActions();
  const teams = useQuery(teamsOf(storeId)).data?.items ?? [];
  const [to, setTo] = useState(QUEUE);
  const [unansweredOnly, setUnansweredOnly] = useState(false);
  const { agentId, name } = from.duty;
  const count = unansweredOnly ? from.unanswered : from.open;
  const [kind, id] = to.split(":");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (count === 0 || rebalance.isPending) return;
    rebalance.mutate(
      { store: storeId, from: agentId, ...(kind === "agent" ? { agentId: id } : {}), ...(kind === "team" ? { teamId: id } : {}), unansweredOnly },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog title={t("boardPage.moveTitle", { name })} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {rebalance.error && <Callout tone="danger">{words(rebalance.error)}</Callout>}
        <SelectField label={t("boardPage.moveTo")} value={to} onChange={(event) => setTo(event.target.value)}>
          <option value={QUEUE}>{t("boardPage.moveToQueue")}</option>
          {teams.map((it) => (
            <option key={it.id} value={`team:${it.id}`}>
              {t("boardPage.moveToTeam", { name: it.name })}
            </option>
          ))}
          {agents
            .filter(({ duty }) => duty.agentId !== agentId)
            .map(({ duty }) => (
              <option key={duty.agentId} value={`agent:${duty.agentId}`}>
                {duty.name} · {t(`duty.${duty.duty}`)} · {loadOf(duty)}
              </option>
            ))}
        </SelectField>
        <div className="setting-line">
          <div>
            <strong>{t("boardPage.moveOnly")}</strong>
            <p>{t("boardPage.moveOnlyHint")}</p>
          </div>
          <Switch label={t("boardPage.moveOnly")} checked={unansweredOnly} onChange={setUnansweredOnly} />
        </div>
        <Callout tone="warn">{count === 0 ? t("boardPage.moveNone") : t("boardPage.moveWarn", { count })}</Callout>
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="danger" busy={rebalance.isPending} disabled={count === 0}>
            {t("boardPage.moveDo", { count })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
