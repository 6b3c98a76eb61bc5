import { useTranslation } from "react-i18next";
import { ABSENCES, type AbsenceRule, type Policy } from "../../api/policies";
import { SelectField } from "../../components/Field";
import { complaint } from "./policyForm";
import { TeamField } from "./RuleEditor";
import { SpanField } from "./SpanField";
import type { Names } from "./useNames";

const THENS = ["KEEP", "QUEUE", "TEAM"] as const satisfies readonly AbsenceRule["then"][];

interface Props {
  absences: Policy["absences"];
  names: Names;
  error: Error | null;
  onChange: (absences: Policy["absences"]) => void;
}

/** What becomes of somebody's conversations while they are not there. */
export function AbsenceFields({ absences, names, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="absences">
      {ABSENCES.map((it) => {
        const rule: AbsenceRule = absences[it] ?? { then: "KEEP", after: null, team: null };
        const at = `document.absences.${it}`;
        const set = (change: Partial<AbsenceRule>) => onChange({ ...absences, [it]: { ...rule, ...change } });
        return (
          <div className="form-row" key={it}>
            <SelectField
              label={t(`policy.absence.${it}`)}
              value={rule.then}
              error={complaint(error, `${at}.then`)}
              onChange={(event) => {
                const then = event.target.value as AbsenceRule["then"];
                set({ then, after: then === "KEEP" ? null : rule.after ?? "PT5M", team: then === "TEAM" ? rule.team : null });
              }}
            >
              {THENS.map((then) => (
                <option key={then} value={then}>
                  {t(`policy.then.${then}`)}
                </option>
              ))}
            </SelectField>
            {rule.then !== "KEEP" && <SpanField label={t("policy.after")} value={rule.after} error={complaint(error, `${at}.after`)} onChange={(after) => set({ after: after ?? "PT0S" })} />}
            {rule.then === "TEAM" && <TeamField label={t("policy.toTeam")} nobody={t("policy.chooseTeam")} names={names} value={rule.team} error={complaint(error, `${at}.team`)} onChange={(team) => set({ team })} />}
          </div>
        );
      })}
    </div>
  );
}
