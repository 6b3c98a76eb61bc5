import { useTranslation } from "react-i18next";
import type { Rule } from "../../api/policies";
import { secondsOf } from "../../lib/duration";
import { exactSpanOf } from "../../lib/span";
import type { Names } from "./useNames";

/** Which conversations a rule is for, in one line. */
export function useWhenWords(names: Names): (when: Rule["when"]) => string {
  const { t } = useTranslation();
  return ({ accounts, surfaces, labels, languages }) => {
    const parts = [
      surfaces.length > 0 && names.either(surfaces.map((it) => t(`surface.${it}`))),
      accounts.length > 0 && t("policy.words.on", { what: names.either(accounts.map(names.account)) }),
      labels.length > 0 && t("policy.words.labelled", { what: names.either(labels.toSorted()) }),
      languages.length > 0 && t("policy.words.in", { what: names.either(languages.map(names.language)) }),
    ].filter((it) => it !== false);
    return parts.length === 0 ? t("policy.words.everything") : parts.join(" · ");
  };
}

/** A rule as one would tell it to a new colleague. */
export function RuleWords({ rule, names }: { rule: Rule; names: Names }) {
  const { t, i18n } = useTranslation();
  const when = useWhenWords(names);
  const span = (duration: string) => exactSpanOf(secondsOf(duration), i18n.language);
  const { sticky, overflow } = rule;
  const said = [
    t("policy.words.goesTo", { who: names.team(rule.team) }),
    t("policy.words.first", { what: rule.order.map((it) => t(`policy.order.${it}`)).join(" → ") }),
    t(`policy.words.choose.${rule.choose}`),
    sticky && t(sticky.acrossAccounts ? "policy.words.stickyAcross" : "policy.words.sticky", { span: span(sticky.within) }),
    sticky?.waitFor && secondsOf(sticky.waitFor) > 0 && t("policy.words.waitFor", { span: span(sticky.waitFor) }),
    rule.language !== "IGNORE" && t(`policy.words.language.${rule.language}`),
    rule.skills.length > 0 && t("policy.words.skills", { what: names.both(rule.skills.toSorted()) }),
    overflow && t("policy.words.overflow", { span: span(overflow.after), who: names.team(overflow.team) }),
    rule.perMinute !== null && t("policy.words.perMinute", { count: rule.perMinute }),
    rule.firstReplyWithin && t("policy.words.firstReply", { span: span(rule.firstReplyWithin) }),
  ].filter(Boolean);
  return (
    <>
      <p className="rule-when">{when(rule.when)}</p>
      <ul className="rule-words">
        {said.map((it) => (
          <li key={String(it)}>{it}</li>
        ))}
      </ul>
    </>
  );
}
