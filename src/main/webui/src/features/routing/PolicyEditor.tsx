import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Policy } from "../../api/policies";
import { Button } from "../../components/Button";
import { AbsenceFields } from "./AbsenceFields";
import { complaint, fitsEverything, moved, newRule } from "./policyForm";
import { RuleEditor } from "./RuleEditor";
import type { Names } from "./useNames";
import { WordsField } from "./WordsField";

interface Props {
  policy: Policy;
  names: Names;
  error: Error | null;
  onChange: (policy: Policy) => void;
}

/** A policy to write: rules in the order in which they are asked, and what holds for all. */
export function PolicyEditor({ policy, names, error, onChange }: Props) {
  const { t } = useTranslation();
  // What is typed into a rule stays with it when it moves.
  const [keys, setKeys] = useState(() => policy.rules.map((_, index) => index));
  const [made, setMade] = useState(policy.rules.length);
  const [open, setOpen] = useState<number | null>(policy.rules.length === 1 ? 0 : null);
  const [said, setSaid] = useState("");
  const rules = (change: Policy["rules"]) => onChange({ ...policy, rules: change });

  const add = () => {
    rules([...policy.rules, newRule(t("policy.newName", { number: policy.rules.length + 1 }))]);
    setKeys([...keys, made]);
    setOpen(made);
    setMade(made + 1);
  };
  const move = (index: number, by: 1 | -1) => {
    rules(moved(policy.rules, index, index + by));
    setKeys(moved(keys, index, index + by));
    setSaid(t("policy.movedTo", { name: policy.rules[index]?.name ?? "", place: index + by + 1 }));
  };
  const remove = (index: number) => {
    rules(policy.rules.toSpliced(index, 1));
    setKeys(keys.toSpliced(index, 1));
  };

  return (
    <div className="policy-editor">
      <section className="section">
        <header>
          <h2>{t("policy.rules")}</h2>
          <p className="faint">{t("policy.rulesHint")}</p>
        </header>
        {complaint(error, "document.rules") && <p className="field-error">{complaint(error, "document.rules")}</p>}
        <ol className="rules">
          {policy.rules.map((rule, index) => (
            <RuleEditor
              key={keys[index]}
              rule={rule}
              index={index}
              last={index === policy.rules.length - 1}
              open={open === keys[index] || complaint(error, `document.rules[${index}]`, true) !== undefined}
              names={names}
              error={error}
              onOpen={(now) => setOpen((before) => (now ? keys[index] ?? null : before === keys[index] ? null : before))}
              onChange={(changed) => rules(policy.rules.with(index, changed))}
              onMove={(by) => move(index, by)}
              onRemove={() => remove(index)}
            />
          ))}
          {!fitsEverything(policy) && <li className="rule rule-rest faint">{t("policy.rest")}</li>}
        </ol>
        <p className="visually-hidden" role="status">
          {said}
        </p>
        <Button onClick={add}>
          <Plus size={15} aria-hidden="true" />
          {t("policy.add")}
        </Button>
      </section>
      <section className="section">
        <header>
          <h2>{t("policy.forAll")}</h2>
        </header>
        <div className="card">
          <WordsField label={t("policy.vipLabels")} hint={t("policy.vipHint")} words={policy.vipLabels} error={complaint(error, "document.vipLabels")} onChange={(vipLabels) => onChange({ ...policy, vipLabels })} />
          <div>
            <h3 className="field-label">{t("policy.absences")}</h3>
            <p className="field-hint">{t("policy.absencesHint")}</p>
          </div>
          <AbsenceFields absences={policy.absences} names={names} error={error} onChange={(absences) => onChange({ ...policy, absences })} />
        </div>
      </section>
    </div>
  );
}
