import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { TEAMS } from "../../api/teamQueries";
import type { Agent, Team } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { useProblemText } from "../../i18n/useProblemText";
import { fieldError } from "./fieldError";

interface Props {
  team: Team | null;
  storeId: string;
  /** Who may see the store. */
  people: readonly Agent[];
  onClose: () => void;
}

export function TeamForm({ team, storeId, people, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const words = useProblemText();
  const [name, setName] = useState(team?.name ?? "");
  const [members, setMembers] = useState<readonly string[]>(team?.members ?? []);

  const save = useMutation({
    mutationFn: () =>
      team
        ? sendJson<Team>("PUT", `/api/teams/${team.id}`, { name, members })
        : sendJson<Team>("POST", `/api/stores/${storeId}/teams`, { name, members }),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: [TEAMS] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };

  return (
    <Dialog title={team ? t("teams.edit") : t("teams.create")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {save.error && <Callout tone="danger">{words(save.error)}</Callout>}
        <TextField
          label={t("teams.name")}
          required
          maxLength={100}
          value={name}
          error={fieldError(save.error, "name")}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className="checks">
          <legend className="field-label">{t("teams.members")}</legend>
          {people.length === 0 && <p className="faint">{t("teams.nobodyThere")}</p>}
          {people.map((it) => (
            <label key={it.id}>
              <input
                type="checkbox"
                checked={members.includes(it.id)}
                onChange={(event) => setMembers(event.target.checked ? [...members, it.id] : members.filter((id) => id !== it.id))}
              />
              {it.name}
            </label>
          ))}
        </fieldset>
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
