import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { DUTIES } from "../../api/queries";
import { AGENT_ROUTING } from "../../api/teamQueries";
import type { Agent, AgentRouting, Duty } from "../../api/types";
import { useAccounts } from "../../api/useAccounts";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { TextField } from "../../components/Field";
import { Tags } from "../../components/Tags";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { LANGUAGES, languageName } from "../../lib/languages";
import { fieldError } from "./fieldError";
import { LimitLines, type Limits } from "./LimitLines";

interface Props {
  agent: Agent;
  duty: Duty;
  routing: AgentRouting;
  onClose: () => void;
}

export function AgentWorkForm({ agent, duty, routing, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const words = useProblemText();
  const say = useToast();
  const accounts = useAccounts().list.filter((it) => agent.role === "ADMIN" || agent.storeIds.includes(it.storeId));
  const [capacity, setCapacity] = useState(String(duty.capacity));
  const [skills, setSkills] = useState<readonly string[]>(routing.skills);
  const [skill, setSkill] = useState("");
  const [languages, setLanguages] = useState<readonly string[]>(routing.languages);
  const [limits, setLimits] = useState<Limits>(() => Object.fromEntries(routing.limits.map((it) => [it.accountId, String(it.most)])));
  const nameOf = (code: string) => languageName(code, i18n.language);

  const save = useMutation({
    mutationFn: async () => {
      if (Number(capacity) !== duty.capacity) {
        await sendJson<Duty>("PUT", `/api/agents/${agent.id}/capacity`, { capacity: Number(capacity) });
      }
      return sendJson<AgentRouting>("PUT", `/api/agents/${agent.id}/routing`, {
        skills: withSkill(skills, skill),
        languages,
        limits: Object.entries(limits).map(([accountId, most]) => ({ accountId, most: Number(most) })),
      });
    },
    onSuccess: () => {
      onClose();
      say(t("agentWork.saved"));
    },
    // The first of the two may have been done.
    onSettled: () => Promise.all([DUTIES, AGENT_ROUTING].map((it) => client.invalidateQueries({ queryKey: [it] }))),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const addSkill = () => {
    setSkills(withSkill(skills, skill));
    setSkill("");
  };

  return (
    <form className="form" onSubmit={submit}>
      {save.error && <Callout tone="danger">{words(save.error)}</Callout>}
      <TextField
        label={t("agentWork.capacity")}
        hint={t("agentWork.capacityHint")}
        type="number"
        inputMode="numeric"
        min={0}
        max={1000}
        required
        value={capacity}
        error={fieldError(save.error, "capacity")}
        onChange={(event) => setCapacity(event.target.value)}
      />
      <Tags
        label={t("agentWork.skills")}
        hint={t("agentWork.skillsHint")}
        empty={t("agentWork.noSkills")}
        tags={skills.map((it) => ({ id: it, name: it }))}
        onRemove={(gone) => setSkills(skills.filter((it) => it !== gone))}
      >
        <div className="tag-add">
          <input
            className="input"
            aria-label={t("agentWork.newSkill")}
            placeholder={t("agentWork.newSkill")}
            maxLength={50}
            value={skill}
            onChange={(event) => setSkill(event.target.value)}
            onKeyDown={(event) => {
              // Enter ends a word here, unless it ends one of an input method.
              if (event.key !== "Enter" || event.nativeEvent.isComposing || !skill.trim()) return;
              event.preventDefault();
              addSkill();
            }}
          />
          <Button disabled={!skill.trim()} onClick={addSkill}>
            {t("agentWork.add")}
          </Button>
        </div>
      </Tags>
      <Tags
        label={t("agentWork.languages")}
        hint={t("agentWork.languagesHint")}
        empty={t("agentWork.noLanguages")}
        tags={languages.map((it) => ({ id: it, name: nameOf(it) }))}
        onRemove={(gone) => setLanguages(languages.filter((it) => it !== gone))}
      >
        <select
          className="input"
          aria-label={t("agentWork.newLanguage")}
          value=""
          onChange={(event) => event.target.value && setLanguages([...languages, event.target.value])}
        >
          <option value="">{t("agentWork.newLanguage")}</option>
          {LANGUAGES.filter((it) => !languages.includes(it)).map((it) => (
            <option key={it} value={it}>
              {nameOf(it)}
            </option>
          ))}
        </select>
      </Tags>
      <LimitLines accounts={accounts} open={new Map(routing.limits.map((it) => [it.accountId, it.open]))} limits={limits} onChange={setLimits} />
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

/** As the server keeps them: without regard to case, each once. What was typed and not added counts. */
function withSkill(skills: readonly string[], typed: string): readonly string[] {
  const skill = typed.trim().toLowerCase();
  return skill && !skills.includes(skill) ? [...skills, skill] : skills;
}
