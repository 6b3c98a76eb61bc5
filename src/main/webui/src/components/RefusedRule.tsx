import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { storeLimits } from "../api/storeQueries";

interface Props {
  /** The slug of the rule. */
  rule: string;
  storeId: string | null;
}

/** Which rule stands in the way, what counts now, and what to do. */
export function RefusedRule({ rule, storeId }: Props) {
  const { t, i18n } = useTranslation();
  const limits = useQuery({ ...storeLimits(storeId ?? ""), enabled: storeId !== null, retry: false }).data;
  const known = i18n.exists(`rule.${rule}`);
  const todo = `ruleTodo.${rule}`;
  return (
    <div className="refused-rule">
      <p>
        <strong>{t("bound.rule")}</strong> {known ? t(`rule.${rule}` as "rule.channel-accounts-full") : <code>{rule}</code>}
      </p>
      {limits && (
        <p className="number">
          {t("ruleNow", {
            official: limits.officialAccounts.used,
            officialLimit: limits.officialAccounts.limit,
            channel: limits.channelAccounts.used,
            channelLimit: limits.channelAccounts.limit,
            probation: t(`probation.${limits.probation}`),
          })}
        </p>
      )}
      {i18n.exists(todo) && <p>{t(todo as "ruleTodo.channel-accounts-full")}</p>}
    </div>
  );
}
