import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { agents as agentsQuery, duties, stores as storesQuery } from "../../api/queries";
import type { Agent } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ListState } from "../../components/ListState";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { AgentForm } from "./AgentForm";
import { AgentWork } from "./AgentWork";
import { ShiftsDialog } from "./ShiftsDialog";

export function AgentsSection() {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const agents = useQuery(agentsQuery);
  const stores = useQuery(storesQuery);
  // Those with whom I share a store.
  const near = useQuery(duties).data?.items ?? [];
  const [editing, setEditing] = useState<Agent | "new" | null>(null);
  const [planning, setPlanning] = useState<Agent | null>(null);
  const [workOf, setWorkOf] = useState<Agent | null>(null);
  const [disabling, setDisabling] = useState<Agent | null>(null);
  const mayEdit = me.role === "ADMIN";
  const duty = near.find((it) => it.agentId === workOf?.id);
  const storeNames = (ids: readonly string[]) =>
    ids.map((id) => stores.data?.items.find((it) => it.id === id)?.name).filter(Boolean).join(", ");

  const zoneOf = (agent: Agent) =>
    stores.data?.items.find((it) => agent.storeIds.includes(it.id))?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

  const setDisabled = useMutation({
    mutationFn: ({ id, disabled }: { id: string; disabled: boolean }) => sendJson<Agent>("PATCH", `/api/agents/${id}`, { disabled }),
    onSuccess: () => {
      setDisabling(null);
      return Promise.all([agentsQuery, duties].map((it) => client.invalidateQueries({ queryKey: it.queryKey })));
    },
    onError: (error) => say(words(error), "danger"),
  });

  return (
    <>
      <div className="page-bar">
        <p>{t("agents.lead")}</p>
        {mayEdit && (
          <Button look="primary" onClick={() => setEditing("new")}>
            <Plus size={15} aria-hidden="true" />
            {t("agents.create")}
          </Button>
        )}
      </div>
      <div className="card">
        <ListState query={agents} empty={t("common.none")}>
          {({ items }) => (
            <ul className="lines">
              {items.map((it) => (
                <li key={it.id}>
                  <Avatar name={it.name} seed={it.id} />
                  <div className="line-text">
                    <strong>{it.name}</strong>
                    <span className="faint">{it.email}</span>
                    <span className="faint">{it.role === "ADMIN" ? t("agents.allStores") : storeNames(it.storeIds) || t("agents.noStore")}</span>
                  </div>
                  {it.disabled && <span className="badge badge-danger">{t("agents.disabled")}</span>}
                  <span className="badge">{t(`agentRole.${it.role}`)}</span>
                  <div className="line-actions">
                    {!it.disabled && near.some((other) => other.agentId === it.id) && (
                      <Button small onClick={() => setPlanning(it)}>
                        {t("shifts.open")}
                      </Button>
                    )}
                    {!it.disabled && near.some((other) => other.agentId === it.id) && (
                      <Button small onClick={() => setWorkOf(it)}>
                        {t("agentWork.open")}
                      </Button>
                    )}
                    {mayEdit && (
                      <Button small onClick={() => setEditing(it)}>
                        {t("common.edit")}
                      </Button>
                    )}
                    {mayEdit && it.id !== me.id && (
                      <Button
                        small
                        busy={setDisabled.isPending && setDisabled.variables.id === it.id}
                        onClick={() => (it.disabled ? setDisabled.mutate({ id: it.id, disabled: false }) : setDisabling(it))}
                      >
                        {it.disabled ? t("agents.enable") : t("agents.disable")}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </ListState>
      </div>
      {editing && (
        <AgentForm agent={editing === "new" ? null : editing} stores={stores.data?.items ?? []} onClose={() => setEditing(null)} />
      )}
      {planning && <ShiftsDialog agent={planning} zone={zoneOf(planning)} onClose={() => setPlanning(null)} />}
      {workOf && duty && <AgentWork agent={workOf} duty={duty} onClose={() => setWorkOf(null)} />}
      {disabling && (
        <Confirm
          title={t("agents.disableTitle", { name: disabling.name })}
          text={t("agents.disableText")}
          action={t("agents.disable")}
          busy={setDisabled.isPending}
          onConfirm={() => setDisabled.mutate({ id: disabling.id, disabled: true })}
          onClose={() => setDisabling(null)}
        />
      )}
    </>
  );
}
