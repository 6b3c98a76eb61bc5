import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { routingOf } from "../../api/teamQueries";
import type { Agent, Duty } from "../../api/types";
import { Dialog } from "../../components/Dialog";
import { ErrorState } from "../../components/State";
import { AgentWorkForm } from "./AgentWorkForm";

interface Props {
  agent: Agent;
  duty: Duty;
  onClose: () => void;
}

/** How much an agent takes, and of what: shown to supervisors. */
export function AgentWork({ agent, duty, onClose }: Props) {
  const { t } = useTranslation();
  const query = useQuery(routingOf(agent.id));
  return (
    <Dialog title={t("agentWork.title", { name: agent.name })} onClose={onClose}>
      {query.isFetching && (
        <div role="status" className="lines-skeleton">
          <span className="visually-hidden">{t("common.loading")}</span>
          <span className="skeleton" />
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      )}
      {query.isError && !query.isFetching && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && !query.isFetching && !query.isError && <AgentWorkForm agent={agent} duty={duty} routing={query.data} onClose={onClose} />}
    </Dialog>
  );
}
