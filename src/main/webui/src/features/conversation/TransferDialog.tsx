import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { teamsOf } from "../../api/teamQueries";
import type { Conversation, Duty } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { DutyDot } from "../../components/DutyDot";
import { AreaField, TextField } from "../../components/Field";
import { UserText } from "../../components/UserText";
import { useProblemText } from "../../i18n/useProblemText";
import { loadOf } from "../../lib/load";
import { byRoom } from "./byRoom";
import { useHandover } from "./useHandover";

interface Props {
  conversation: Conversation;
  colleagues: readonly Duty[];
  meId: string;
  /** Whom somebody has picked already. */
  to: string | null;
  noteRequired: boolean;
  onClose: () => void;
}

/** More than fit on a screen are looked for by name. */
const MANY = 8;

export function TransferDialog({ conversation, colleagues, meId, to, noteRequired, onClose }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const teams = useQuery(teamsOf(conversation.storeId)).data?.items ?? [];
  const { transfer } = useHandover(conversation.id);
  const group = useId();
  const [picked, setPicked] = useState(to ? `agent:${to}` : "");
  const [search, setSearch] = useState("");
  const [note, setNote] = useState("");

  const people = colleagues.filter((it) => it.agentId !== conversation.assigneeId && it.agentId !== meId).toSorted(byRoom);
  const has = (name: string) => name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
  const shownTeams = teams.filter((it) => has(it.name));
  const shownPeople = people.filter((it) => has(it.name));
  const agent = people.find((it) => picked === `agent:${it.agentId}`);
  const team = teams.find((it) => picked === `team:${it.id}`);
  const name = agent?.name ?? team?.name ?? "";
  const isFit = name !== "" && (!noteRequired || note.trim() !== "");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isFit || transfer.isPending) return;
    transfer.mutate(
      { ...(agent ? { agentId: agent.agentId } : {}), ...(team ? { teamId: team.id } : {}), note: note.trim() || null, name },
      { onSuccess: onClose },
    );
  };

  return (
    <Dialog title={t("handover.title")} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {transfer.error && <Callout tone="danger">{words(transfer.error)}</Callout>}
        {people.length + teams.length > MANY && (
          <TextField label={t("handover.search")} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        )}
        <div className="receivers" role="radiogroup" aria-label={t("handover.title")}>
          {shownTeams.length > 0 && (
            <>
              <h3>{t("handover.teams")}</h3>
              <ul>
                {shownTeams.map((it) => (
                  <li key={it.id}>
                    <label className="receiver">
                      <input type="radio" name={group} checked={picked === `team:${it.id}`} onChange={() => setPicked(`team:${it.id}`)} />
                      <Users size={18} aria-hidden="true" />
                      <span className="truncate">
                        <UserText text={it.name} />
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
            </>
          )}
          {shownPeople.length > 0 && (
            <>
              <h3>{t("handover.agents")}</h3>
              <ul>
                {shownPeople.map((it) => (
                  <li key={it.agentId}>
                    <label className="receiver">
                      <input type="radio" name={group} checked={picked === `agent:${it.agentId}`} onChange={() => setPicked(`agent:${it.agentId}`)} />
                      <span className="presence">
                        <Avatar name={it.name} seed={it.agentId} size={20} />
                        <DutyDot duty={it.duty} connected={it.connected} />
                      </span>
                      <span className="truncate">
                        <UserText text={it.name} />
                      </span>
                      <span className="receiver-end number">
                        {(it.duty !== "ON" || !it.connected) && <span>{t(`duty.${it.duty !== "OFF" && !it.connected ? "GONE" : it.duty}`)}</span>}
                        <span className={it.load >= it.capacity ? "receiver-full" : ""}>
                          {loadOf(it)}
                          {it.load >= it.capacity && ` ${t("handover.full")}`}
                        </span>
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
            </>
          )}
          {shownTeams.length + shownPeople.length === 0 && <p className="faint">{t("handover.nobody")}</p>}
        </div>
        {agent && agent.duty === "OFF" && <p className="receiver-hint">{t("handover.away", { name: agent.name })}</p>}
        {agent && agent.duty !== "OFF" && agent.load >= agent.capacity && (
          <p className="receiver-hint">{t("handover.atCapacity", { name: agent.name, load: loadOf(agent) })}</p>
        )}
        <AreaField
          label={t("handover.note")}
          hint={t(noteRequired ? "handover.noteRequired" : "handover.noteHint")}
          rows={3}
          maxLength={5_000}
          required={noteRequired}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" busy={transfer.isPending} disabled={!isFit}>
            {t("handover.submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
