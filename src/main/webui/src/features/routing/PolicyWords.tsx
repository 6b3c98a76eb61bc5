import { useTranslation } from "react-i18next";
import { ABSENCES, type Policy } from "../../api/policies";
import { UserText } from "../../components/UserText";
import { secondsOf } from "../../lib/duration";
import { exactSpanOf } from "../../lib/span";
import { fitsEverything } from "./policyForm";
import { RuleWords } from "./RuleWords";
import type { Names } from "./useNames";

/** A policy to read. */
export function PolicyWords({ policy, names }: { policy: Policy; names: Names }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="policy-words">
      <ol className="rules">
        {policy.rules.map((rule, index) => (
          <li key={index} className="rule">
            <h3>
              <span className="rule-number number">{index + 1}</span>
              {rule.name ? <UserText text={rule.name} /> : t("policy.firstName")}
            </h3>
            <RuleWords rule={rule} names={names} />
          </li>
        ))}
        {!fitsEverything(policy) && <li className="rule rule-rest faint">{t("policy.rest")}</li>}
      </ol>
      <dl className="policy-facts">
        <div>
          <dt>{t("policy.vipLabels")}</dt>
          <dd>{policy.vipLabels.length > 0 ? policy.vipLabels.toSorted().join(", ") : t("policy.none")}</dd>
        </div>
        {ABSENCES.map((it) => {
          const rule = policy.absences[it];
          return (
            <div key={it}>
              <dt>{t(`policy.absence.${it}`)}</dt>
              <dd>
                {!rule || rule.then === "KEEP"
                  ? t("policy.then.KEEP")
                  : t(rule.then === "QUEUE" ? "policy.words.queueAfter" : "policy.words.teamAfter", {
                      span: exactSpanOf(secondsOf(rule.after ?? ""), i18n.language),
                      who: names.team(rule.team),
                    })}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
