import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { agents as agentsQuery } from "../../api/queries";
import { TEAMS, teamsOf } from "../../api/teamQueries";
import type { Team } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { SelectField } from "../../components/Field";
import { ListState } from "../../components/ListState";
import { State } from "../../components/State";
import { useToast } from "../../components/Toasts";
import { UserText } from "../../components/UserText";
import { useProblemText } from "../../i18n/useProblemText";
import { TeamForm } from "./TeamForm";

/** Teams of one store at a time. */
export function TeamsSection() {
  const { t } = useTranslation();
  const { stores } = useMe();
  const [chosen, setChosen] = useState(stores[0]?.id);
  const store = stores.find((it) => it.id === chosen) ?? stores[0];
  if (!store) return <State icon={Users} title={t("teams.noStore")} />;
  return (
    <>
      {stores.length > 1 && (
        <div className="page-pick">
          <SelectField label={t("teams.store")} value={store.id} onChange={(event) => setChosen(event.target.value)}>
            {stores.map((it) => (
              <option key={it.id} value={it.id}>
                {it.name}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      <TeamsOfStore key={store.id} storeId={store.id} />
    </>
  );
}

function TeamsOfStore({ storeId }: { storeId: string }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const teams = useQuery(teamsOf(storeId));
  const agents = useQuery(agentsQuery);
  const [editing, setEditing] = useState<Team | "new" | null>(null);
  const [deleting, setDeleting] = useState<Team | null>(null);
  const people = (agents.data?.items ?? []).filter((it) => !it.disabled && (it.role === "ADMIN" || it.storeIds.includes(storeId)));
  const namesOf = (team: Team) =>
    new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(
      team.members.flatMap((id) => people.find((it) => it.id === id)?.name ?? []),
    );

  const remove = useMutation({
    mutationFn: ({ id }: Team) => sendJson<void>("DELETE", `/api/teams/${id}`),
    onError: (error) => say(words(error), "danger"),
    onSettled: () => {
      setDeleting(null);
      return client.invalidateQueries({ queryKey: [TEAMS] });
    },
  });

  return (
    <>
      <div className="page-bar">
        <p>{t("teams.lead")}</p>
        <Button look="primary" onClick={() => setEditing("new")}>
          <Plus size={15} aria-hidden="true" />
          {t("teams.create")}
        </Button>
      </div>
      <div className="card">
        <ListState query={teams} empty={t("teams.none")}>
          {({ items }) => (
            <ul className="lines">
              {items.map((it) => (
                <li key={it.id}>
                  <div className="line-text">
                    <strong>
                      <UserText text={it.name} />
                    </strong>
                    <span className="faint">{namesOf(it) || (it.members.length === 0 ? t("teams.nobody") : "")}</span>
                  </div>
                  <span className={`badge ${it.members.length === 0 ? "badge-warn" : ""}`}>{t("teams.size", { count: it.members.length })}</span>
                  <div className="line-actions">
                    <Button small onClick={() => setEditing(it)}>
                      {t("common.edit")}
                    </Button>
                    <Button small onClick={() => setDeleting(it)}>
                      {t("teams.delete")}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </ListState>
      </div>
      {editing && (
        <TeamForm team={editing === "new" ? null : editing} storeId={storeId} people={people} onClose={() => setEditing(null)} />
      )}
      {deleting && (
        <Confirm
          title={t("teams.deleteTitle", { name: deleting.name })}
          text={t("teams.deleteText")}
          action={t("teams.delete")}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  );
}
