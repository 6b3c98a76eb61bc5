import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { agents as agentsQuery, duties } from "../../api/queries";
import type { Agent, Role, Store } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { SelectField, TextField } from "../../components/Field";
import { useProblemText } from "../../i18n/useProblemText";
import { fieldError } from "./fieldError";

interface Props {
  agent: Agent | null;
  stores: readonly Store[];
  onClose: () => void;
}

export function AgentForm({ agent, stores, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useProblemText();
  const [name, setName] = useState(agent?.name ?? "");
  const [email, setEmail] = useState(agent?.email ?? "");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role>(agent?.role ?? "AGENT");
  const [storeIds, setStoreIds] = useState<readonly string[]>(agent?.storeIds ?? stores.map((it) => it.id));

  const save = useMutation({
    mutationFn: () =>
      agent
        ? sendJson<Agent>("PATCH", `/api/agents/${agent.id}`, { name, role, storeIds })
        : sendJson<Agent>("POST", "/api/agents", { email, name, role, password, storeIds }),
    onSuccess: async () => {
      onClose();
      await Promise.all([agentsQuery, duties].map((it) => client.invalidateQueries({ queryKey: it.queryKey })));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };

  return (
    <Dialog title={agent ? t("agents.edit") : t("agents.create")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {save.error && <Callout tone="danger">{words(save.error)}</Callout>}
        <TextField
          label={t("settings.name")}
          required
          maxLength={100}
          value={name}
          error={fieldError(save.error, "name")}
          onChange={(event) => setName(event.target.value)}
        />
        {!agent && (
          <div className="form-row">
            <TextField
              label={t("login.email")}
              type="email"
              autoComplete="off"
              required
              value={email}
              error={fieldError(save.error, "email")}
              onChange={(event) => setEmail(event.target.value)}
            />
            <TextField
              label={t("agents.firstPassword")}
              type="password"
              autoComplete="new-password"
              required
              value={password}
              error={fieldError(save.error, "password")}
              onChange={(event) => setPassword(event.target.value)}
            />
          </div>
        )}
        <SelectField label={t("agents.role")} hint={t(`agents.roleHint.${role}`)} value={role} onChange={(event) => setRole(event.target.value as Role)}>
          {(["AGENT", "SUPERVISOR", "ADMIN"] as const).map((it) => (
            <option key={it} value={it}>
              {t(`agentRole.${it}`)}
            </option>
          ))}
        </SelectField>
        {role !== "ADMIN" && (
          <fieldset className="checks">
            <legend className="field-label">{t("agents.stores")}</legend>
            {stores.map((it) => (
              <label key={it.id}>
                <input
                  type="checkbox"
                  checked={storeIds.includes(it.id)}
                  onChange={(event) => setStoreIds(event.target.checked ? [...storeIds, it.id] : storeIds.filter((id) => id !== it.id))}
                />
                {it.name}
              </label>
            ))}
          </fieldset>
        )}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
